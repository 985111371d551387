"""What is held: asked at the moment of sending, and by who decides on it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from sinergi.networks.models import Delivery
from sinergi.publishing import carried
from sinergi.publishing.holding.rules import Span
from sinergi.publishing.models import Hold, Post, Target
from sinergi.publishing.policies import emergencies
from sinergi.units.models import Unit
from sinergi.units.rules import way


def spans_of(offices: Iterable[int], earliest: datetime) -> list[Span]:
    """Return the holds of some offices that could stop what was due then or later."""
    rows = Hold.objects.filter(Q(ended_at=None) | Q(ended_at__gt=earliest), unit__in=offices)
    return [Span(h.unit_id, h.since, h.ended_at, h.until) for h in rows]


def held_back(ours: Sequence[tuple[Target, Delivery]], now: datetime) -> set[int]:
    """Return the ids of the deliveries, among those of some targets, that a hold stops now.

    One query, and one more for each post of an emergency. Targets come with post and account, and
    the offices of both.
    """
    there = [(target, delivery, offices_of(target)) for target, delivery in ours]
    if not there:
        return set()
    earliest = min(delivery.due for _, delivery, _ in there)
    spans = spans_of({pk for _, _, offices in there for pk in offices}, earliest)
    stopped = [
        (target, delivery)
        for target, delivery, offices in there
        if any(span.unit in offices and span.stops(delivery.due, now) for span in spans)
    ]
    urgent = {post: is_urgent(post) for post in {target.post for target, _ in stopped}}
    return {delivery.pk for target, delivery in stopped if not urgent[target.post]}


def offices_of(target: Target) -> set[int]:
    """Return the offices whose hold stops a target: those of the post and of the account."""
    return {*way(target.post.unit.path), *way(target.account.unit.path)}


def is_urgent(post: Post) -> bool:
    """True for what no hold stops: immediate information that says its eight things."""
    return post.kind == Post.Kind.IMMEDIATE and not emergencies.missing(post)


def with_offices(rows: Iterable[Delivery]) -> list[tuple[Target, Delivery]]:
    """Return some deliveries of posts, each with its target and what it takes to ask whether it is
    held. What goes on with a post has the target of its first delivery.
    """
    first = {row.pk: row.head_id or row.pk for row in rows}
    found = Target.objects.filter(delivery__in=set(first.values()))
    # Apart: hundreds go to accounts of a few offices, and all may be of one post.
    targets = {t.delivery_id: t for t in found.prefetch_related("post__unit", "account__unit")}
    return [(targets[first[row.pk]], row) for row in rows if first[row.pk] in targets]


def holds_back(target: Target, due: datetime, now: datetime) -> bool:
    """True when a hold would stop a target if it were due at a moment."""
    spans = spans_of(offices_of(target), due)
    return not is_urgent(target.post) and any(span.stops(due, now) for span in spans)


def by_hand_under(unit: Unit) -> list[Delivery]:
    """Return what people were given to publish by hand for an office and those under it."""
    ours = _under(unit, "target__") | _under(unit, "head__target__", "head__target__post__")
    rows = Delivery.objects.filter(ours, state=Delivery.State.BY_HAND)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def passes(row: Delivery) -> bool:
    """True for a delivery of an emergency."""
    post = carried.post_of(row)
    return post is not None and is_urgent(post)


def stopped_by(hold: Hold) -> list[Post]:
    """Return the posts that a hold stops or has stopped, and that still stand still."""
    ends = hold.ended_at or hold.until
    due = Q() if ends is None else Q(targets__delivery__due__lt=ends)
    waiting = Q(targets__delivery__state=Delivery.State.WAITING) & due
    rows = Post.objects.filter(
        _under(hold.unit, "targets__", post=""),
        waiting | held(),
    )
    found = rows.select_related("author", "unit").distinct().order_by("id")
    return [post for post in found if not is_urgent(post)]


def held() -> Q:
    """Return the condition for posts of which a delivery is held, be it a later part alone."""
    states = ("targets__delivery__state", "targets__delivery__parts__state")
    return Q((states[0], Delivery.State.HELD)) | Q((states[1], Delivery.State.HELD))


def _under(unit: Unit, target: str, post: str = "target__post__") -> Q:
    """Return the condition that a target's post or account belongs to an office or one under it."""
    return Q(**{f"{post}unit__path__startswith": unit.path}) | Q(
        **{f"{target}account__unit__path__startswith": unit.path}
    )
