"""What a post's own page shows of its time: when, in whose way, its labels, who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.calendars import clashing, moving, slots
from sinergi.publishing.calendars.clashing import Met
from sinergi.publishing.models import Post
from sinergi.units import queries as units


@dataclass(frozen=True, slots=True)
class Card:
    post: Post
    labels: Sequence[str]
    clashes: Sequence[Met]
    may_plan: bool
    may_write: bool
    #: The next free slots of its accounts, as its forms take them and as they are.
    slots: Sequence[tuple[str, datetime]] = ()

    @property
    def shown(self) -> bool:
        told = self.post.planned_at or self.post.assigned_to_id or self.labels
        return bool(told or self.may_write or self.may_plan)


def of(user: User, post: Post) -> Card:
    verb = moving.verb_for(post.state)
    movable = post.state in moving.VERBS and units.may(user, verb, post.unit_id)
    return Card(
        post,
        labels.of(post),
        clashing.of_post(user, post) if post.state in moving.VERBS else [],
        movable,
        units.may(user, "post.write", post.unit_id),
        offered(post) if movable else (),
    )


def offered(post: Post) -> list[tuple[str, datetime]]:
    """Return the next slots at which none of a post's accounts publishes, each as it is typed."""
    accounts = list(post.targets.values_list("account", flat=True))
    return [(typed(at), at) for at in slots.free(accounts, now=timezone.now())]


def typed(at: datetime) -> str:
    """Return a moment as its field takes it."""
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def chosen(sent: QueryDict, field: str) -> QueryDict:
    """Return what a form sent; the slot that was pressed stands for its time."""
    data = sent.copy()
    if sent.get("slot"):
        data[field] = str(sent["slot"])
    return data


def begun(post: Post) -> dict[str, datetime]:
    """Return what a request for approval begins with: the plan of the post, while it lies ahead."""
    ahead = post.planned_at is not None and post.planned_at > timezone.now()
    return {"wish": post.planned_at} if ahead and post.planned_at else {}
