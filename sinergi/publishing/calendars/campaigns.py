"""Campaigns: which posts are part of one, and which offices have none yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say, short
from sinergi.networks.models import Account
from sinergi.notices import actions as notices
from sinergi.notices.actions import Told
from sinergi.people.models import User
from sinergi.publishing.actions import steps
from sinergi.publishing.calendars import occasions
from sinergi.publishing.models import Occasion, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.units import duties, rules
from sinergi.units import queries as units
from sinergi.units.models import Unit

#: So long after its end a campaign can still be chosen.
LATE = timedelta(days=30)
#: Offices are reminded of a campaign at most so often.
AGAIN = timedelta(days=1)
#: So many of its posts are shown.
MOST = 500

CAMPAIGN = Occasion.Kind.CAMPAIGN


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


def campaign_for(user: User, pk: object, *, may: str = "") -> Occasion:
    """Return a campaign. Raises Http404 when invisible, PermissionDenied without ``may`` there."""
    found = occasions.occasion_for(user, pk, may=may)
    if found.kind != CAMPAIGN:
        raise Http404
    return found


def offered(user: User, post: Post | None = None) -> QuerySet[Occasion]:
    """Return the campaigns a post can be part of, as far as a person sees them; that it is part of
    already is one of them.
    """
    lately = timezone.localdate() - LATE
    rows = Occasion.objects.filter(occasions.seen(user), kind=CAMPAIGN, last__gte=lately)
    if post is not None:
        rows = rows.filter(unit__in=rules.way(post.unit.path))
        if post.campaign_id:
            rows = rows | Occasion.objects.filter(pk=post.campaign_id)
    return rows.select_related("unit").order_by("first", "id")


def check(unit: Unit, campaign: Occasion | None) -> None:
    """Raise No for what is no campaign of an office or of one above it."""
    if campaign is not None and (
        campaign.kind != CAMPAIGN or campaign.unit_id not in rules.way(unit.path)
    ):
        raise No(say("This is no campaign of its office or of one above it. Nothing was changed."))


def put(actor: User, post: Post, campaign: Occasion | None) -> Post:
    """Say which campaign a post is part of, or of none. The same again is no change."""
    if not units.may(actor, "post.write", post.unit_id):
        raise NotAllowed(say("You may not write for this office."))
    check(post.unit, campaign)
    with transaction.atomic():
        found = steps.locked(post.pk)
        if found.campaign_id != (campaign.pk if campaign else None):
            found.campaign = campaign
            steps.to(found, found.state, "campaign")
            told = {"campaign": campaign.pk if campaign else None}
            audit.record(actor, "post.campaign_said", on=found, unit_id=found.unit_id, data=told)
    return found


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


class Named:
    """The campaigns of an office and of those above it, by their names as people write them."""

    def __init__(self, user: User, unit: Unit) -> None:
        rows = Occasion.objects.filter(
            occasions.seen(user), kind=CAMPAIGN, unit__in=rules.way(unit.path)
        )
        self._rows: dict[str, list[int]] = defaultdict(list)
        for pk, name in rows.order_by("-last").values_list("pk", "name"):
            self._rows[_plain(name)].append(pk)

    def pk(self, name: str) -> int:
        """Return the id of a campaign; 0 for no name. Raises No for none of it, or several."""
        if not name.strip():
            return 0
        found = self._rows.get(_plain(name), [])
        if not found:
            raise No(say("There is no campaign {name} of this office or above it."), name=name[:60])
        if len(found) > 1:
            raise No(say("{name} are several campaigns: choose it on each post."), name=name[:60])
        return found[0]


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
