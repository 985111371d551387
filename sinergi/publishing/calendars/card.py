"""What a post's own page shows of its time: when, in whose way, its labels, who works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sinergi.people.models import User
from sinergi.publishing.bulk import labels
from sinergi.publishing.calendars import clashing, moving
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
    )
