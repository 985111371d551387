"""What people see of holds, and of what they stopped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Q, QuerySet
from django.utils import timezone

from sinergi.lib.prepared import Question, Slot, prepared
from sinergi.lib.text import No
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing.holding import looking, rules
from sinergi.publishing.models import Hold, Post, Target
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: How many held posts the page shows at once.
MOST = 100


@dataclass(frozen=True, slots=True)
class Stopped:
    """A post that a hold has stopped: for when it was, and why it may be out of date."""

    post: Post
    due: datetime
    stale: Sequence[No]
    accounts: int


def going(now: datetime) -> Question:
    """Return the question which holds go on, to be counted with others: mostly none."""
    return _going(), {"now": now}


def holds_for(user: Person) -> list[Hold]:
    """Return the holds that go on and concern a person: above their offices, or under them."""
    found = [pk for (pk,) in _going().run(now=timezone.now())]
    if not found:
        return []
    rows = Hold.objects.filter(pk__in=found).select_related("unit", "by")
    mine = units.prefixes(user, "post.see")
    return [
        hold
        for hold in rows
        if any(p.startswith(hold.unit.path) or hold.unit.path.startswith(p) for p in mine)
    ]


def past_for(user: Person) -> list[Hold]:
    """Return the last holds of the offices one sees that are over."""
    rows = Hold.objects.filter(units.within(user, "post.see"), ended_at__isnull=False)
    return list(rows.select_related("unit", "by", "ended_by")[:10])


def visible(user: Person, posts: Sequence[Post]) -> list[Post]:
    """Return those of some posts that a person may see."""
    mine = units.prefixes(user, "post.see")
    return [post for post in posts if any(post.unit.path.startswith(p) for p in mine)]


def hold_for(user: User, pk: object) -> Hold:
    """Return a hold, for those who may end it. Raises Http404, PermissionDenied."""
    rows = Hold.objects.select_related("unit", "by", "ended_by")
    return units.obtain(rows, user, pk, see="post.see", may="post.hold")


def held_for(user: Person) -> QuerySet[Post]:
    """Return the posts one may see of which something is held, the longest due first."""
    rows = Post.objects.filter(units.within(user, "post.see"), looking.held())
    return rows.select_related("unit", "author").distinct().order_by("planned_at", "id")


def post_held_for(user: User, pk: object) -> Post:
    """Return a post on which a person may decide after a hold. Raises Http404, PermissionDenied."""
    rows = Post.objects.select_related("unit", "author")
    return units.obtain(rows, user, pk, see="post.see", may="post.approve")


def stopped_posts(posts: Iterable[Post], now: datetime) -> list[Stopped]:
    """Return held posts with what is stale of each. One query for all."""
    there = list(posts)
    by_post: dict[int, list[Delivery]] = {}
    for post_id, row in _held([post.pk for post in there]):
        by_post.setdefault(post_id, []).append(row)
    return [_stopped(post, by_post[post.pk], now) for post in there if post.pk in by_post]


def _held(posts: Sequence[int]) -> Iterator[tuple[int, Delivery]]:
    """Yield what is held of some posts, each with its post."""
    first = dict(Target.objects.filter(post__in=posts).values_list("delivery", "post"))
    ours = Q(pk__in=first) | Q(head__in=first)
    for row in Delivery.objects.filter(ours, state=Delivery.State.HELD).order_by("pk"):
        yield first[row.head_id or row.pk], row


def _stopped(post: Post, rows: Sequence[Delivery], now: datetime) -> Stopped:
    due = min(row.due for row in rows)
    found: dict[str, No] = {}
    for text in sorted({row.text for row in rows}):
        for no in rules.stale(
            text,
            due=due,
            now=now,
            day=timezone.localdate(due),
            today=timezone.localdate(now),
        ):
            found.setdefault(str(no), no)
    return Stopped(post, due, list(found.values()), len(rows))


@prepared
def _going() -> QuerySet[Any, Any]:
    now = Slot("now", DateTimeField())
    rows = Hold.objects.filter(Q(until=None) | Q(until__gt=now), ended_at=None)
    return rows.order_by().values_list("pk")
