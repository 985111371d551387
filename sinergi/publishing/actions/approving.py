"""Ask, approve, send back, move."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.publishing import rules, telling
from sinergi.publishing.actions import files, steps
from sinergi.publishing.models import Approval, Post


def ask_approval(
    actor: User, post: Post, *, wish: datetime | None = None, note: str = ""
) -> Approval:
    """Ask for this version, as it stands, to be published. Raises No when it is not ready."""
    now = timezone.now()
    with transaction.atomic():
        found = steps.locked(post.pk)
        if found.state not in rules.ASKABLE:
            raise No(say("Approval has been asked for already, or the post has gone out."))
        steps.check_ready(found)
        asked = steps.asked_now(found)
        approval = Approval.objects.create(
            post=found,
            unit_id=found.unit_id,
            version=found.version,
            requested_by=actor,
            requested_at=now,
            wish=rules.moment(wish, now=now) if wish else None,
            note=note.strip(),
            asked=asked,
            fingerprint=rules.fingerprint(asked),
        )
        files.keep(found)
        steps.end_approvals(found, Approval.State.APPROVED)
        found.planned_at = approval.wish or found.planned_at
        steps.to(found, Post.State.IN_REVIEW, "planned_at")
        telling.asked(approval)
        audit.record(
            actor,
            "post.approval_asked",
            on=found,
            unit_id=found.unit_id,
            data={"version": found.version, "fingerprint": approval.fingerprint},
        )
    return approval


def approve(actor: User, approval: Approval, *, due: datetime | None) -> Approval:
    """Approve a version for a time, and hand its deliveries over, all in one transaction.

    No time means now. Raises NotAllowed for who wrote or asked for it or lacks the right for one of
    its accounts, No for a time that has passed and when it was decided or changed meanwhile.
    """
    now = timezone.now()
    with transaction.atomic():
        post, found = _waiting(approval)
        steps.check_may_decide(actor, found, post)
        if found.fingerprint != rules.fingerprint(steps.asked_now(post)):
            raise No(say("The post was changed after this was asked. Open it again."))
        steps.check_ready(post)
        found.state, found.due = Approval.State.APPROVED, rules.moment(due, now=now)
        found.decided_by, found.decided_at = actor, now
        found.save(update_fields=["state", "due", "decided_by", "decided_at"])
        _queue(post, found)
        post.planned_at = found.due
        steps.to(post, Post.State.SCHEDULED, "planned_at")
        telling.approved(found)
        audit.record(
            actor,
            "post.approved",
            on=post,
            unit_id=post.unit_id,
            data={"version": found.version, "due": found.due, "fingerprint": found.fingerprint},
        )
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
        valid.save(update_fields=["due"])
        moved = [networks.move(actor, delivery, valid.due) for delivery in waiting]
        if not all(moved):
            raise steps.too_late()
        found.planned_at = valid.due
        steps.to(found, Post.State.SCHEDULED, "planned_at")
        audit.record(actor, "post.moved", on=found, unit_id=found.unit_id, data={"due": valid.due})
    return found


def _queue(post: Post, approval: Approval) -> None:
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
        )
        target.save(update_fields=["delivery"])


def _waiting(approval: Approval) -> tuple[Post, Approval]:
    """Lock a post and read its request anew. Raises No when it is no longer waiting."""
    post = steps.locked(approval.post_id)
    found = Approval.objects.select_related("requested_by").get(pk=approval.pk)
    if found.state != Approval.State.WAITING or found.version != post.version:
        raise No(say("This was decided, withdrawn or changed meanwhile. Nothing was done."))
    found.post = post
    return post, found
