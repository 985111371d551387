"""Campaigns: which posts are part of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing.actions import steps
from sinergi.publishing.calendars import occasions
from sinergi.publishing.models import Occasion, Post
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit

#: So long after its end a campaign can still be chosen.
LATE = timedelta(days=30)
CAMPAIGN = Occasion.Kind.CAMPAIGN


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


def offered_to(user: User, offices: Iterable[Unit]) -> QuerySet[Occasion]:
    """Return the campaigns that posts of all these offices can be part of."""
    ways = [set(rules.way(unit.path)) for unit in offices]
    return offered(user).filter(unit__in=set.intersection(*ways) if ways else ())


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
