"""What a post's own page shows of its time: when, in whose way, its labels, who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.calendars import campaigns, clashing, hours, moving, slots
from sinergi.publishing.calendars.clashing import Met
from sinergi.publishing.calendars.hours import Offer
from sinergi.publishing.models import Occasion, Post
from sinergi.units import queries as units


@dataclass(frozen=True, slots=True)
class Card:
    post: Post
    labels: Sequence[str]
    #: Those it may be part of.
    campaigns: Sequence[Occasion]
    clashes: Sequence[Met]
    may_plan: bool
    may_write: bool
    #: The next free slots of its accounts, as its forms take them and as they are.
    slots: Sequence[tuple[str, datetime]] = ()
    #: Times at which its accounts did well, or what is missing to know them.
    hours: Offer = field(default_factory=Offer)

    @property
    def shown(self) -> bool:
        post = self.post
        told = bool(post.planned_at or post.assigned_to_id or post.campaign_id or self.labels)
        return told or self.may_write or self.may_plan


def of(user: User, post: Post) -> Card:
    verb = moving.verb_for(post.state)
    writes = units.may(user, "post.write", post.unit_id)
    movable = post.state in moving.VERBS and units.may(user, verb, post.unit_id)
    return Card(
        post,
        labels.of(post),
        list(campaigns.offered(user, post)) if writes else [],
        clashing.of_post(user, post) if post.state in moving.VERBS else [],
        movable,
        writes,
        *(times(post) if movable else ()),
    )


def times(post: Post) -> tuple[list[tuple[str, datetime]], Offer]:
    """Return the next free slots of a post's accounts, as they are typed, and their good hours."""
    accounts, now = list(post.targets.values_list("account", flat=True)), timezone.now()
    free = slots.free(accounts, now=now, but=post.pk)
    return [(typed(at), at) for at in free], hours.offered(accounts, now, but=post.pk)


def typed(at: datetime) -> str:
    """Return a moment as its field takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def chosen(sent: QueryDict, field: str) -> QueryDict:
    """Return what a form sent; the slot that was pressed stands for its time."""
    data = sent.copy()
    if sent.get("slot"):
        data[field] = str(sent["slot"])
    return data


def filled(sent: QueryDict, name: str) -> dict[str, str]:
    """Return what a form sent, with the time that was pressed in its field: to be shown again."""
    typed = {field: str(value) for field, value in sent.items()}
    return {**typed, name: str(sent.get("fill", ""))}


def begun(post: Post) -> dict[str, datetime]:
    """Return what a request for approval begins with: the plan of the post, while it lies ahead."""
    ahead = post.planned_at is not None and post.planned_at > timezone.now()
    return {"wish": post.planned_at} if ahead and post.planned_at else {}
