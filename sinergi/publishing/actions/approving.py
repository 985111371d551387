"""Approve, send back, move."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.people.models import User
from sinergi.publishing import rules, telling
from sinergi.publishing.actions import steps
from sinergi.publishing.models import Approval, Post, Signature
from sinergi.publishing.policies import choosing, pressing, signing, verdicts
from sinergi.publishing.policies.signing import Standing
from sinergi.publishing.rules import NotAllowed


def approve(actor: User, approval: Approval, *, due: datetime | None) -> Approval:
    """Sign a request; with the last signature it needs, its deliveries are handed over for a time.

    No time means now. All in one transaction. Raises NotAllowed for who wrote or asked for it,
    lacks the right for one of its accounts or is not asked at this step, No for a time that has
    passed, when it was decided or changed meanwhile, and when it may not go out on that day.
    """
    now = timezone.now()
    with transaction.atomic():
        post, found = _waiting(approval)
        steps.check_may_decide(actor, found, post)
        if found.wish is not None and found.wish < now - rules.GONE:
            raise No(say("Nobody decided in time. The writer can ask anew, with another time."))
        if found.fingerprint != rules.fingerprint(steps.asked_now(post)):
            raise No(say("The post was changed after this was asked. Open it again."))
        steps.check_ready(post)
        found.due = rules.moment(due, now=now)
        day = timezone.localdate(found.due)
        required = choosing.required(post, day=day)
        verdicts.check(post, found, required, day)
        at = _sign(actor, signing.standing_of(found, post, required), now)
        telling.settled(found)
        if at.complete:
            _approved(actor, at, now)
        else:
            _signed(actor, at, now)
    return found


def send_back(actor: User, approval: Approval, *, reason: str) -> Approval:
    """Return a post to its writer with what must change. Raises No without a reason."""
    if not reason.strip():
        raise No(say("Say what must change, so that the writer can go on."))
    with transaction.atomic():
        post, found = _waiting(approval)
        steps.check_may_decide(actor, found, post)
        found.state, found.reason = Approval.State.SENT_BACK, reason.strip()
        found.decided_by, found.decided_at = actor, timezone.now()
        found.save(update_fields=["state", "reason", "decided_by", "decided_at"])
        steps.to(post, Post.State.SENT_BACK)
        telling.settled(found)
        telling.sent_back(found)
        audit.record(
            actor, "post.sent_back", on=post, unit_id=post.unit_id, data={"reason": found.reason}
        )
    return found


def reschedule(actor: User, post: Post, due: datetime) -> Post:
    """Move an approved post to another time. For those who may approve it, never its writers."""
    now = timezone.now()
    with transaction.atomic():
        found, waiting = steps.taken(post)
        valid = steps.valid(found)
        if found.state != Post.State.SCHEDULED or valid is None:
            raise No(say("Only a scheduled post can be moved."))
        steps.check_may_decide(actor, valid, found)
        valid.due = rules.moment(due, now=now)
        against = verdicts.objection(found, valid, timezone.localdate(valid.due))
        if against:
            raise No(against)
        valid.save(update_fields=["due"])
        moved = [networks.move(actor, delivery, valid.due) for delivery in waiting]
        if not all(moved):
            raise steps.too_late()
        found.planned_at = valid.due
        steps.to(found, Post.State.SCHEDULED, "planned_at")
        audit.record(actor, "post.moved", on=found, unit_id=found.unit_id, data={"due": valid.due})
    return found


def _sign(actor: User, at: Standing, now: datetime) -> Standing:
    """Write a signature down, and return where the request stands with it."""
    turn = signing.turn_of(actor, at, day=timezone.localdate(now))
    if turn is None:
        raise NotAllowed(
            say("You are not asked at this step, or have signed already. Others must go on.")
        )
    Signature.objects.get_or_create(
        approval=at.approval,
        by=actor,
        defaults={"instead_id": turn.instead, "step": at.done + 1, "at": now},
    )
    return signing.standing_of(at.approval, at.post, at.required)


def _approved(actor: User, at: Standing, now: datetime) -> None:
    post, found = at.post, at.approval
    found.state, found.decided_by, found.decided_at = Approval.State.APPROVED, actor, now
    found.save(update_fields=["state", "due", "decided_by", "decided_at"])
    steps.queue(post, found)
    post.planned_at = found.due
    steps.to(post, Post.State.SCHEDULED, "planned_at")
    telling.approved(found)
    audit.record(
        actor,
        "post.approved",
        on=post,
        unit_id=post.unit_id,
        data={"version": found.version, "due": found.due, "fingerprint": found.fingerprint}
        | steps.logged(at.required),
    )


def _signed(actor: User, at: Standing, now: datetime) -> None:
    """Go on to who is asked next."""
    post, found = at.post, at.approval
    found.deadline = pressing.deadline(post, at.required, now=now, wish=found.wish)
    found.reminded = found.escalated = None
    found.save(update_fields=["due", "deadline", "reminded", "escalated"])
    audit.record(
        actor,
        "post.signed",
        on=post,
        unit_id=post.unit_id,
        data={"version": found.version, "steps": at.done, "missing": at.missing}
        | steps.logged(at.required),
    )
    telling.asked(found, signing.whose_turn(at, day=timezone.localdate(now)))


def _waiting(approval: Approval) -> tuple[Post, Approval]:
    """Lock a post and read its request anew. Raises No when it is no longer waiting."""
    post = steps.locked(approval.post_id)
    found = Approval.objects.select_related("requested_by").get(pk=approval.pk)
    if found.state != Approval.State.WAITING or found.version != post.version:
        raise No(say("This was decided, withdrawn or changed meanwhile. Nothing was done."))
    found.post = post
    return post, found
