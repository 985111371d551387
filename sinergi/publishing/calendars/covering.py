"""How far a campaign is: its posts by office, the offices that have none, a reminder to these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say, short
from sinergi.networks.models import Account
from sinergi.notices import actions as notices
from sinergi.notices.actions import Told
from sinergi.people.models import User
from sinergi.publishing.models import Occasion, Post
from sinergi.units import duties
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: Offices are reminded of a campaign at most so often.
AGAIN = timedelta(days=1)
#: So many of its posts are shown.
MOST = 500


class Line(NamedTuple):
    """A post of a campaign."""

    id: int
    title: str
    state: str
    at: datetime | None

    @property
    def label(self) -> str:
        return str(Post.State(self.state).label)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Posts of a campaign by office, and the offices with accounts that have none yet.

    ``out``: offices of which something is out. ``silent``: how many have no account.
    """

    offices: Sequence[tuple[Unit, Sequence[Line]]]
    missing: Sequence[Unit]
    out: int
    silent: int

    @property
    def asked(self) -> int:
        """How many offices could have a post."""
        return len(self.offices) + len(self.missing)


def coverage(user: User, campaign: Occasion) -> Coverage:
    """Return how far a campaign is, in the offices of which a person sees posts."""
    reach = units.reach(user, "post.see")
    offices = [o for o in _under(campaign) if reach is None or o.pk in reach]
    ids = [office.pk for office in offices]
    posts = Post.objects.filter(campaign=campaign, unit__in=ids)
    posts = posts.exclude(state=Post.State.CANCELLED)
    covered, with_accounts = set(posts.values_list("unit_id", flat=True)), _with_accounts(ids)
    out = posts.filter(state__in=[Post.State.PUBLISHED, Post.State.PARTLY])
    lines = _lines(posts)
    missing = [o for o in offices if o.pk not in covered and o.pk in with_accounts]
    return Coverage(
        [(office, lines.get(office.pk, [])) for office in offices if office.pk in covered],
        missing,
        out.values("unit").distinct().count(),
        len(offices) - len(covered) - len(missing),
    )


def remind(actor: User, campaign: Occasion, now: datetime) -> int:
    """Tell who writes for offices without a post of a campaign; return of how many offices.

    Raises No when it is over, when nobody is missing, and within a day of the last time.
    """
    with transaction.atomic():
        held = Occasion.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
        if held.last < timezone.localdate(now):
            raise No(say("This campaign is over: nobody was reminded."))
        if held.reminded is not None and now - held.reminded < AGAIN:
            raise No(say("They were reminded less than a day ago. Nobody was told again."))
        missing = _missing(held)
        if not missing:
            raise No(say("Every office with an account has a post of it already."))
        people = _tell(actor, held, missing, now)
        held.reminded = now
        held.save(update_fields=["reminded"])
        told = {"offices": [office.pk for office in missing], "people": people}
        audit.record(actor, "occasion.reminded", on=held, unit_id=held.unit_id, data=told)
    return len(missing)


def _tell(actor: User, campaign: Occasion, missing: Sequence[Unit], now: datetime) -> int:
    offices = defaultdict[int, list[Unit]](list)
    people: dict[int, User] = {}
    whom = duties.whom([office.pk for office in missing], "post.write", now)
    for office in missing:
        for person in whom[office.pk]:
            if person.pk != actor.pk:
                people[person.pk] = person
                offices[person.pk].append(office)
    one = say("{campaign}: {office} has no post of this campaign yet.")
    many = say("{campaign}: {count} offices have no post of this campaign yet.")
    url = reverse("content:campaign", args=[campaign.pk])
    notices.tell_many(
        Told(
            person,
            "occasion.reminded",
            one if len(offices[pk]) == 1 else many,
            url=url,
            facts={
                "campaign": campaign.name,
                "office": str(offices[pk][0]),
                "count": len(offices[pk]),
            },
        )
        for pk, person in people.items()
    )
    return len(people)


def _missing(campaign: Occasion) -> list[Unit]:
    accounts = Account.objects.filter(unit=OuterRef("pk")).exclude(state=Account.State.CLOSED)
    posts = Post.objects.filter(campaign=campaign, unit=OuterRef("pk"))
    posts = posts.exclude(state=Post.State.CANCELLED)
    return list(_under(campaign).filter(Exists(accounts), ~Exists(posts)))


def _under(campaign: Occasion) -> QuerySet[Unit]:
    """Return the offices a campaign is for: its own and all under it that exist."""
    there = units.existing().filter(path__startswith=campaign.unit.path)
    return there.order_by("name", "pk")


def _lines(posts: QuerySet[Post]) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    told = posts.values_list("unit_id", "pk", "title", "text", "state", "planned_at")
    for unit, pk, title, text, state, at in told.order_by("planned_at", "pk")[:MOST]:
        line = Line(pk, title or short(text, 60) or f"#{pk}", state, at)
        found.setdefault(unit, []).append(line)
    return found


def _with_accounts(offices: Sequence[int]) -> set[int]:
    rows = Account.objects.filter(unit__in=offices).exclude(state=Account.State.CLOSED)
    return set(rows.values_list("unit_id", flat=True))
