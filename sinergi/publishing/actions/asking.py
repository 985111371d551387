"""Ask for approval; where a policy asks for nobody, or in an emergency, go out at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import rules, telling
from sinergi.publishing.actions import files, steps
from sinergi.publishing.models import Approval, Post, Review
from sinergi.publishing.policies import choosing, pressing, signing, verdicts
from sinergi.publishing.policies import telling as afterwards
from sinergi.publishing.policies.choosing import Required

Lane = Approval.Lane


def ask_approval(
    actor: User,
    post: Post,
    *,
    wish: datetime | None = None,
    note: str = "",
    at_once: bool = False,
) -> Approval:
    """Ask for this version, as it stands, to be published. Raises No when it is not ready.

    Where the policies ask for nobody, it is scheduled; it is logged as that. ``at_once``: immediate
    information goes out now and is looked at afterwards, where the policies let it.
    """
    now = timezone.now()
    with transaction.atomic():
        found = steps.locked(post.pk)
        if found.state not in rules.ASKABLE:
            raise No(say("Approval has been asked for already, or the post has gone out."))
        steps.check_ready(found)
        # What is so urgent that nobody approves it first is not planned for later.
        wish = rules.moment(wish, now=now) if wish and not at_once else None
        day = timezone.localdate(wish or now)
        required = choosing.required(found, day=day)
        approval = _approval(actor, found, required, now=now, wish=wish, at_once=at_once)
        if approval.lane != Lane.NORMAL:
            _check_accounts(actor, found)
        approval.note = note.strip()
        verdicts.check(found, approval, required, day)
        files.keep(found)
        steps.end_approvals(found, Approval.State.APPROVED)
        approval.save(force_insert=True)
        if approval.lane == Lane.NORMAL:
            _ask(actor, found, approval, required, now)
        else:
            _let_out(actor, found, approval, required, now)
    return approval


def _approval(
    actor: User,
    post: Post,
    required: Required,
    *,
    now: datetime,
    wish: datetime | None,
    at_once: bool,
) -> Approval:
    asked = steps.asked_now(post)
    lane = _lane(required, at_once=at_once)
    made = Approval(
        post=post,
        unit_id=post.unit_id,
        version=post.version,
        requested_by=actor,
        requested_at=now,
        wish=wish,
        asked=asked,
        fingerprint=rules.fingerprint(asked),
        kind=post.kind,
        leader=post.leader,
        labels=sorted(post.labels.values_list("name", flat=True)),
        lane=lane,
    )
    if lane == Lane.NORMAL:
        made.deadline = pressing.deadline(post, required, now=now, wish=wish)
    else:
        made.state, made.decided_at, made.due = Approval.State.APPROVED, now, wish or now
    return made


def _check_accounts(actor: User, post: Post) -> None:
    """Raise NotAllowed unless the actor writes for every account: nobody else looks before it goes
    out, and a colleague with more rights may have chosen one.
    """
    if not signing.may_let_out(actor, post):
        raise rules.NotAllowed(say("You may not write for one of these accounts."))


def _lane(required: Required, *, at_once: bool) -> Approval.Lane:
    """Return the way a request takes. Raises No where it may not go out at once."""
    if at_once and required.review_hours is None:
        raise No(
            say(
                "Only immediate information whose eight fields are filled in goes out before it "
                "is approved, where a policy of the office lets it. Ask for approval."
            )
        )
    if at_once:
        return Lane.AFTER
    return Lane.NORMAL if required.steps else Lane.NOBODY


def _ask(actor: User, post: Post, approval: Approval, required: Required, now: datetime) -> None:
    post.planned_at = approval.wish or post.planned_at
    steps.to(post, Post.State.IN_REVIEW, "planned_at")
    at = signing.standing_of(approval, post, required)
    telling.asked(approval, signing.whose_turn(at, day=timezone.localdate(now)))
    _record(actor, "post.approval_asked", post, approval, required)


def _let_out(
    actor: User, post: Post, approval: Approval, required: Required, now: datetime
) -> None:
    steps.queue(post, approval)
    post.planned_at = approval.due
    steps.to(post, Post.State.SCHEDULED, "planned_at")
    if approval.lane == Lane.AFTER:
        due = now + timedelta(hours=required.review_hours or 1)
        review = Review.objects.create(approval=approval, due=due)
        afterwards.to_review(review)
        _record(actor, "post.sent_at_once", post, approval, required)
    else:
        _record(actor, "post.needed_nobody", post, approval, required)


def _record(actor: User, verb: str, post: Post, approval: Approval, required: Required) -> None:
    data = {"version": approval.version, "fingerprint": approval.fingerprint}
    audit.record(actor, verb, on=post, unit_id=post.unit_id, data=data | steps.logged(required))
