"""What this room answers when the sender asks, and does when a delivery ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from sinergi.lib.text import say
from sinergi.networks import signals
from sinergi.networks.models import Delivery
from sinergi.publishing import actions, carried, content, further, pictures, rules, telling, topics
from sinergi.publishing.alerts import standing as warnings
from sinergi.publishing.holding import acting, looking
from sinergi.publishing.ideas import moving as ideas
from sinergi.publishing.library import standing as library
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.policies import verdicts

#: An account a post goes to, and one of its deliveries there.
Ours = tuple[Target, Delivery]


@receiver(signals.may_send, dispatch_uid="publishing")
def may_send(**asked: Any) -> dict[int, str]:
    """Say of our own deliveries whether they may go out now; of others, nothing."""
    deliveries: Sequence[Delivery] = asked["deliveries"]
    rows = [row for row in deliveries if row.kind != Delivery.Kind.REPLY]
    ours: dict[int, list[Ours]] = defaultdict(list)
    for target, row in looking.with_offices(rows):
        ours[target.post_id].append((target, row))
    answers: dict[int, str] = {}
    for there in ours.values():
        answers |= _verdicts(there[0][0].post, there)
    able = [one for there in ours.values() for one in there if not answers[one[1].pk]]
    held = looking.held_back(able, timezone.now())
    return answers | dict.fromkeys(held, signals.Held(acting.STOPPED))


@receiver(signals.heard, dispatch_uid="publishing")
def heard(**told: Any) -> None:
    """Keep the topics among what was heard; the rest is the inbox's."""
    found = [item for item in told["items"] if item.kind == "topic"]
    if found:
        topics.take(told["account"], found)


@receiver(signals.changing, dispatch_uid="publishing")
def changing(**told: Any) -> None:
    """Lock the posts of deliveries, in the order in which they are brought up to date, and their
    ideas."""
    there = carried.posts_of(told["deliveries"])
    rows = Post.objects.select_for_update(of=("self",)).filter(pk__in=there).order_by("pk")
    list(rows.values_list("pk"))
    ideas.hold(there)


@receiver(signals.settled, dispatch_uid="publishing")
def settled(**told: Any) -> None:
    """Bring posts up to date with their deliveries, and tell their authors of the end."""
    deliveries: Sequence[Delivery] = told["deliveries"]
    for post_id in carried.posts_of(deliveries):  # always locked in this order
        found, before = actions.refresh(post_id)
        if found.state != before:
            telling.ended(found)
            if found.state in {Post.State.PUBLISHED, Post.State.PARTLY}:
                ideas.came_true(found)


def _verdicts(post: Post, there: Sequence[Ours]) -> dict[int, str]:
    valid = Approval.objects.filter(post=post, state=Approval.State.APPROVED).first()
    decided = valid is not None and (valid.decided_by is not None or valid.lane)
    if valid is None or not decided:
        return {row.pk: say("Nobody has approved this.") for _, row in there}
    standing = {
        "asked": _sealed(valid),
        "now_says": rules.fingerprint(content.asked(post, pictures.of_post(post))),
        "state": post.state,
    }
    decider = valid.decided_by
    approver_may = decider is None or actions.may_approve(decider, post)
    contributed = decider is not None and decider.pk in actions.contributors(post, valid)
    day = timezone.localdate()
    against = verdicts.objection(post, valid, day) or warnings.why_not(post)
    against = against or library.why_not(post, day)
    wanted = {item["account"]: item for item in valid.asked}
    return {
        row.pk: rules.may_go_out(
            **standing,
            frozen=row.fingerprint,
            expected=_expected(wanted.get(target.account_id), row),
            approver_may=approver_may,
            contributed=contributed,
        )
        or against
        for target, row in there
    }


def _expected(item: Mapping[str, Any] | None, row: Delivery) -> str:
    """Return the fingerprint the approved item gives its delivery, "" when it is another's."""
    if not item or item["account"] != row.account_id:
        return ""
    return further.expected(item, row) if row.part else content.expected(item)


def _sealed(approval: Approval) -> str:
    """Return the approved fingerprint, or "" when what it stands for was altered."""
    honest = rules.fingerprint(approval.asked) == approval.fingerprint
    return approval.fingerprint if honest else ""
