"""What follows the sending: try again, settle, keep the state of the post."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import carried, rules
from sinergi.publishing.actions import steps
from sinergi.publishing.models import Post


def retry(actor: User, delivery: Delivery) -> None:
    """Let a failed delivery go out again. Raises No when it cannot."""
    post = carried.post_of(delivery)
    if post is None and delivery.kind != Delivery.Kind.REPLY:
        raise No(say("This belongs to an older version of the post and cannot go out any more."))
    with transaction.atomic():
        try:
            networks.retry(actor, delivery)
        except networks.TooLate as e:
            raise _no_longer() from e
        if post is not None:
            refresh(post.pk)


def settle(actor: User, delivery: Delivery, *, sent: bool, url: str = "") -> None:
    """Settle an unsure delivery: it is there (``url``), or it is not and goes out again."""
    try:
        networks.settle(actor, delivery, sent=sent, url=url)
    except networks.TooLate as e:
        raise _no_longer() from e


def leave_rest(actor: User, delivery: Delivery) -> None:
    """Leave a part of a thread out, and all that was to follow on it. Raises No when it cannot."""
    if carried.post_of(delivery) is None:
        raise No(say("This belongs to an older version of the post and cannot go out any more."))
    try:
        networks.leave_rest(actor, delivery)
    except networks.TooLate as e:
        raise _no_longer() from e


def refresh(post_id: int) -> tuple[Post, str]:
    """Derive the state of an approved post from its deliveries, inside the caller's transaction.

    Returns the post and the state it had before.
    """
    found = steps.locked(post_id)
    before = found.state
    if before not in rules.GOING_OUT:
        return found, before
    derived = rules.state_of(carried.states_of(found))
    if derived != before:
        steps.to(found, derived)
    return found, before


def refresh_all(deliveries: Sequence[Delivery]) -> None:
    """Derive the states of the posts of some deliveries, in the order in which they are locked."""
    for post_id in carried.posts_of(deliveries):
        refresh(post_id)


def _no_longer() -> No:
    return No(say("It changed meanwhile; nothing was done. Look at its state again."))
