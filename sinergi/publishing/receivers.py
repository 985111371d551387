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
from sinergi.publishing import actions, content, pictures, rules, telling, topics
from sinergi.publishing.alerts import standing as warnings
from sinergi.publishing.holding import acting, looking
from sinergi.publishing.ideas import moving as ideas
from sinergi.publishing.models import Approval, Post, Target
from sinergi.publishing.policies import verdicts


@receiver(signals.may_send, dispatch_uid="publishing")
def may_send(**asked: Any) -> dict[int, str]:
    """Say of our own deliveries whether they may go out now; of others, nothing."""
    deliveries: Sequence[Delivery] = asked["deliveries"]
    rows = {row.pk: row for row in deliveries if row.kind == Delivery.Kind.POST}
    ours: dict[int, list[Target]] = defaultdict(list)
    there = Target.objects.filter(delivery__in=rows)
    for target in there.select_related("delivery", "post__unit", "account__unit"):
        ours[target.post_id].append(target)
    answers: dict[int, str] = {}
    for targets in ours.values():
        answers |= _verdicts(targets[0].post, targets, rows)
    able = [t for targets in ours.values() for t in targets if not answers[t.delivery_id or 0]]
    held = looking.held_back(able, timezone.now())
    return answers | dict.fromkeys(held, signals.Held(acting.STOPPED))


@receiver(signals.heard, dispatch_uid="publishing")
def heard(**told: Any) -> None:
    """Keep the topics among what was heard; the rest is the inbox's."""
    found = [item for item in told["items"] if item.kind == "topic"]
    if found:
        topics.take(told["account"], found)


@receiver(signals.settled, dispatch_uid="publishing")
def settled(**told: Any) -> None:
    """Bring posts up to date with their deliveries, and tell their authors of the end."""
    deliveries: Sequence[Delivery] = told["deliveries"]
    ours = [row.pk for row in deliveries if row.kind == Delivery.Kind.POST]
    if not ours:
        return
    posts = Target.objects.filter(delivery__in=ours).values_list("post_id", flat=True)
    for post_id in sorted(set(posts)):  # always locked in this order
        found, before = actions.refresh(post_id)
        if found.state != before:
            telling.ended(found)
            if found.state in {Post.State.PUBLISHED, Post.State.PARTLY}:
                ideas.came_true(found)


def _verdicts(
    post: Post, targets: Sequence[Target], rows: Mapping[int, Delivery]
) -> dict[int, str]:
    valid = Approval.objects.filter(post=post, state=Approval.State.APPROVED).first()
    ids = [(t.account_id, t.delivery_id) for t in targets if t.delivery_id is not None]
    decided = valid is not None and (valid.decided_by is not None or valid.lane)
    if valid is None or not decided:
        return {pk: say("Nobody has approved this.") for _, pk in ids}
    standing = {
        "asked": _sealed(valid),
        "now_says": rules.fingerprint(content.asked(post, pictures.of_post(post))),
        "state": post.state,
    }
    decider = valid.decided_by
    approver_may = decider is None or actions.may_approve(decider, post)
    contributed = decider is not None and decider.pk in actions.contributors(post, valid)
    against = verdicts.objection(post, valid, timezone.localdate()) or warnings.why_not(post)
    wanted = {item["account"]: item for item in valid.asked}
    return {
        pk: rules.may_go_out(
            **standing,
            frozen=rows[pk].fingerprint,
            expected=_expected(wanted.get(account), rows[pk]),
            approver_may=approver_may,
            contributed=contributed,
        )
        or against
        for account, pk in ids
    }


def _expected(item: Mapping[str, Any] | None, row: Delivery) -> str:
    """Return the fingerprint the approved item gives its delivery, "" when it is another's."""
    return content.expected(item) if item and item["account"] == row.account_id else ""


def _sealed(approval: Approval) -> str:
    """Return the approved fingerprint, or "" when what it stands for was altered."""
    honest = rules.fingerprint(approval.asked) == approval.fingerprint
    return approval.fingerprint if honest else ""
