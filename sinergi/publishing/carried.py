"""The deliveries that carry a post: one for each account, and what goes on with it there."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from sinergi.networks.models import Delivery
from sinergi.publishing.models import Post, Target

State = Delivery.State

#: Nothing goes on with what ended so, until a person does something.
STOPPED = frozenset({State.FAILED, State.UNSURE, State.CANCELLED})


def of_post(post: Post) -> QuerySet[Delivery]:
    """Return all deliveries of a post as it stands, later parts of threads among them."""
    first = list(
        Target.objects.filter(post=post, delivery__isnull=False).values_list("delivery", flat=True)
    )
    return Delivery.objects.filter(Q(pk__in=first) | Q(head__in=first))


def post_of(delivery: Delivery) -> Post | None:
    """Return the post a delivery carries, or nothing for a reply or an older version."""
    return Post.objects.filter(targets__delivery=delivery.head_id or delivery.pk).first()


def posts_of(deliveries: Iterable[Delivery]) -> list[int]:
    """Return the ids of the posts of some deliveries, in the order in which they are locked."""
    first = {row.head_id or row.pk for row in deliveries if row.kind != Delivery.Kind.REPLY}
    found = Target.objects.filter(delivery__in=first).values_list("post", flat=True)
    return sorted(set(found))


def states_of(post: Post) -> set[str]:
    """Return the states a post is in. What waits behind a part that stopped does not count: it
    goes nowhere by itself.
    """
    first = Delivery.objects.filter(target__post=post).order_by()
    found = set(first.values_list("state", flat=True).distinct())
    stopped: set[int] = set()
    later = Delivery.objects.filter(head__target__post=post).order_by("head", "part")
    for pk, state, before, before_is in later.values_list("pk", "state", "before", "before__state"):
        if state == State.WAITING and (before in stopped or before_is in STOPPED):
            stopped.add(pk)
        else:
            found.add(state)
    return found
