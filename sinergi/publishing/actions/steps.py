"""Steps that several acts share: locks, checks, states.

Locks are always taken in the same order (deliveries, post, log), the order in which the sender
and what it stores take them, so that nobody waits in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import carried, content, further, pictures, telling
from sinergi.publishing.models import Approval, Post
from sinergi.publishing.policies.choosing import Required
from sinergi.publishing.policies.signing import contributors, may_approve
from sinergi.publishing.rules import NotAllowed
from sinergi.units import queries as units


def check_may_decide(actor: User, approval: Approval, post: Post) -> None:
    """Raise NotAllowed unless ``actor`` may decide on this request: never on their own words."""
    if actor.pk in contributors(post, approval):
        raise NotAllowed(say("You wrote or asked for this post. Another person must decide on it."))
    if not may_approve(actor, post):
        raise NotAllowed(say("You may not approve for every account of this post."))


def may_write(user: User, post: Post) -> bool:
    return units.may(user, "post.write", post.unit_id)


def check_ready(post: Post) -> None:
    found = content.problems(post)
    if found:
        raise found[0]


def asked_now(post: Post) -> list[dict[str, Any]]:
    return content.asked(post, pictures.of_post(post))


def taken(post: Post) -> tuple[Post, list[Delivery]]:
    """Lock a post with its deliveries that still wait.

    Raises No when one is on its way or out, or when somebody approved it in this very moment.
    """
    waiting = _untouched(post)
    found = locked(post.pk)
    if {row.pk for row in _waiting(post)} != {row.pk for row in waiting}:
        raise No(say("Somebody decided on this post at the same moment. Look, then try again."))
    return found, waiting


def _waiting(post: Post) -> QuerySet[Delivery]:
    over = [Delivery.State.CANCELLED, Delivery.State.FAILED]
    return carried.of_post(post).exclude(state__in=over).order_by("pk")


def _untouched(post: Post) -> list[Delivery]:
    """Lock the deliveries of a post that still wait. Raises No when one is on its way or out."""
    rows = list(_waiting(post).select_for_update(of=("self",)))
    for row in rows:
        touched = row.lease is not None or row.committed_at is not None
        if row.state not in {Delivery.State.WAITING, Delivery.State.HELD} or touched:
            raise too_late()
    return rows


def call_back(actor: User, post: Post, waiting: Sequence[Delivery]) -> None:
    """End what was asked or approved, and cancel the deliveries that wait."""
    first = [delivery for delivery in waiting if not delivery.part]
    networks.leave_out(actor, [delivery for delivery in waiting if delivery.part])
    cancelled = [networks.cancel(actor, delivery) for delivery in first]
    if not all(cancelled):
        raise too_late()
    end_approvals(post, Approval.State.WAITING, Approval.State.APPROVED)


def queue(post: Post, approval: Approval) -> None:
    """Hand the deliveries of an approved post over, with the words as they were asked for."""
    targets = {t.account_id: t for t in post.targets.select_related("account")}
    for item in approval.asked:
        target = targets[item["account"]]
        target.delivery = networks.queue(
            target.account,
            unit=post.unit,
            kind=Delivery.Kind.POST,
            text=item["text"],
            due=approval.due or approval.requested_at,
            media=item["media"],
            options=item["options"],
            edits=item.get("edits", ""),
            further=further.of(item),
        )
        target.save(update_fields=["delivery"])


def end_approvals(post: Post, *states: str) -> None:
    held = post.approvals.filter(state__in=states)
    for one in held.filter(state=Approval.State.WAITING):
        telling.settled(one)
    held.update(state=Approval.State.WITHDRAWN)


def valid(post: Post) -> Approval | None:
    return post.approvals.filter(state=Approval.State.APPROVED).first()


def logged(required: Required) -> dict[str, Any]:
    """Return what the log keeps of what was required."""
    told = {"policies": required.policies, "phases": [str(phase) for phase in required.phases]}
    return {name: list(value) for name, value in told.items() if value}


def locked(post_id: int) -> Post:
    rows = Post.objects.select_for_update(of=("self",)).select_related("unit", "author")
    return rows.get(pk=post_id)


def to(post: Post, state: str, *fields: str) -> None:
    post.state, post.changed = state, timezone.now()
    post.save(update_fields=["state", "changed", *fields])


def too_late() -> No:
    return No(say("Too late: it is being sent or has gone out. Nothing was changed."))
