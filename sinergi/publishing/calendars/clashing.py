"""Posts in each other's way: close together on one account, or nearly the same in one district.

What is out is in nobody's way any more, but may still have said the same.

Pairs are rows, so that a month of a whole regency is asked for them in one query. A post is weighed
anew after each of its changes (``weigh``, by the clock); a form asks at once (``of_post``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.language import alike
from sinergi.people.models import User
from sinergi.publishing import rules as posts
from sinergi.publishing.calendars import spans
from sinergi.publishing.models import Clash, Post
from sinergi.units import queries as units
from sinergi.units import rules
from sinergi.units.models import Unit

#: Closer together on one account, two posts take the attention from each other.
NEAR = timedelta(minutes=30)
#: So many posts are weighed at a time.
MOST = 50
#: What changed longer ago than this was weighed, or lies behind us.
RECENT = timedelta(days=1)

Pair = tuple[Post, str]


@dataclass(frozen=True, slots=True)
class Met:
    """Another post in the way of one, and how."""

    post: Post
    kind: str

    @property
    def label(self) -> str:
        if self.post.state not in posts.EDITABLE:
            return _("Nearly the same is out already in one district on one day")
        return str(Clash.Kind(self.kind).label)


def of_post(user: User, post: Post, at: datetime | None = None) -> list[Met]:
    """Return what would stand in the way of a post at a time, as far as a person may see it."""
    at = at or post.planned_at
    if at is None or post.state == Post.State.CANCELLED:
        return []
    seen = units.reach(user, "post.see")
    found = _met(post, at)
    return [Met(p, kind) for p, kind in found if seen is None or p.unit_id in seen]


def between(user: User, start: datetime, end: datetime) -> QuerySet[Clash]:
    """Return the pairs of a time of which a person may see both."""
    return Clash.objects.filter(
        units.within(user, "post.see", "first__unit"),
        units.within(user, "post.see", "second__unit"),
        at__gte=start,
        at__lt=end,
    )


def weigh(now: datetime) -> int:
    """Look for the clashes of posts that changed since this was done. Return how many they were."""
    changed = Q(weighed=None) | Q(weighed__lt=F("changed"))
    lately = Q(changed__gt=now - RECENT) & changed & (~Q(planned_at=None) | ~Q(weighed=None))
    ahead = Q(planned_at__gte=now - RECENT, weighed=None)
    ids: set[int] = set()
    for wanted in (lately, ahead):
        rows = Post.objects.filter(wanted).order_by().values_list("pk", flat=True)
        ids |= set(rows[:MOST])
    for pk in sorted(ids)[:MOST]:
        _weigh(pk)
    return len(ids)


def _weigh(pk: int) -> None:
    post = Post.objects.select_related("unit").get(pk=pk)
    with transaction.atomic():
        Clash.objects.filter(Q(first=post) | Q(second=post)).delete()
        if post.planned_at is not None and post.state != Post.State.CANCELLED:
            Clash.objects.bulk_create(
                (
                    Clash(
                        first_id=min(pk, other.pk),
                        second_id=max(pk, other.pk),
                        kind=kind,
                        at=post.planned_at,
                    )
                    for other, kind in _met(post, post.planned_at)
                ),
                ignore_conflicts=True,
            )
        Post.objects.filter(pk=pk).update(weighed=post.changed)


def _met(post: Post, at: datetime) -> list[Pair]:
    """Return the posts in the way of one at a time, whoever may see them."""
    others = Post.objects.exclude(pk=post.pk).exclude(state=Post.State.CANCELLED)
    found: list[Pair] = [(one, Clash.Kind.NEAR) for one in _near(post, at)]
    day = spans.midnight(timezone.localtime(at).date())
    there = others.filter(
        district(post.unit), planned_at__gte=day, planned_at__lt=day + timedelta(days=1)
    )
    found += [(one, Clash.Kind.ALIKE) for one in _alike(post, there.order_by("planned_at"))]
    return found


def _near(post: Post, at: datetime) -> Iterable[Post]:
    """Return what would go out close to a post on one of its accounts; nothing once it is out."""
    if post.state not in posts.EDITABLE:
        return []
    near = Post.objects.filter(
        planned_at__gt=at - NEAR,
        planned_at__lt=at + NEAR,
        targets__account__in=post.targets.values("account"),
        state__in=posts.EDITABLE,
    )
    return near.exclude(pk=post.pk).order_by("planned_at").distinct()


def district(unit: Unit) -> Q:
    """Return the condition "its office is in the same district", else "the same office"."""
    above = Unit.objects.filter(pk__in=rules.way(unit.path), kind=Unit.Kind.DISTRICT)
    path = above.order_by("-path").values_list("path", flat=True).first()
    return Q(unit__path__startswith=path) if path else Q(unit=unit)


def _alike(post: Post, others: Iterable[Post]) -> list[Post]:
    mine = said(post)
    return [other for other in others if alike.likeness(mine, said(other)) >= alike.SAME]


def said(post: Post) -> str:
    """Return what a post says to whoever compares it: its text, or its title before it has one."""
    return post.text or post.title


def paired(rows: Sequence[tuple[int, int, str]]) -> dict[int, set[str]]:
    """Return by post in which ways it clashes."""
    found: dict[int, set[str]] = {}
    for first, second, kind in rows:
        found.setdefault(first, set()).add(kind)
        found.setdefault(second, set()).add(kind)
    return found
