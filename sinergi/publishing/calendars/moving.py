"""Plan a post for a time, and move it: what that takes depends on how far it is."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.publishing import actions, rules
from sinergi.publishing.actions import steps
from sinergi.publishing.models import Approval, Post

#: States in which a post can be given another time, with who may do it.
VERBS = {
    Post.State.DRAFT: "post.write",
    Post.State.SENT_BACK: "post.write",
    Post.State.IN_REVIEW: "post.write",
    Post.State.SCHEDULED: "post.approve",
}


def verb_for(state: str) -> str:
    """Return what one must be allowed to move a post of this state; "post.see" for none."""
    return VERBS.get(Post.State(state), "post.see")


def plan(actor: User, post: Post, at: datetime | None) -> Post:
    """Give a post a time: a draft its plan, a request its wish, an approved post its hour.

    Nothing takes the plan of a draft away. Raises No for a time that has passed, or is too far, and
    for a post that has gone out; NotAllowed where somebody else must decide.
    """
    if post.state == Post.State.SCHEDULED and at is not None:
        return actions.reschedule(actor, post, at)
    now = timezone.now()
    with transaction.atomic():
        found = steps.locked(post.pk)
        if found.state not in VERBS or found.state == Post.State.SCHEDULED:
            raise No(say("This post has gone out, was decided on or was cancelled: look again."))
        wish = rules.moment(at, now=now) if at else None
        if found.state == Post.State.IN_REVIEW:
            found.approvals.filter(state=Approval.State.WAITING).update(wish=wish)
        before, found.planned_at = found.planned_at, wish
        steps.to(found, found.state, "planned_at")
        audit.record(
            actor, "post.planned", on=found, unit_id=found.unit_id,
            data={"before": before, "at": wish},
        )  # fmt: skip
    return found


def on_day(post: Post, day: date) -> datetime:
    """Return when a post would go out on another day, at the same hour of the wall clock.

    Raises No for a post without a time.
    """
    if post.planned_at is None:
        raise No(say("It has no time yet that could be moved."))
    local = timezone.localtime(post.planned_at)
    return timezone.make_aware(datetime.combine(day, local.time()))


def by_days(post: Post, days: int) -> datetime:
    """Return when a post would go out so many days later. Raises No for one without a time."""
    if post.planned_at is None:
        raise No(say("It has no time yet that could be moved."))
    return on_day(post, timezone.localtime(post.planned_at).date() + timedelta(days=days))
