"""What goes on with a post: the later parts of a thread, and its first comment.

Each is a delivery of its own, so that whatever breaks, it goes out once. It is due when the one
before it is out, and answers that; the words alone are frozen, not what they answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sinergi.connectors.contract import Comments, Continues, Limits
from sinergi.lib.prepared import Slot
from sinergi.lib.text import say
from sinergi.networks import gateway, rules
from sinergi.networks.models import Delivery, Withdrawal

State = Delivery.State

UNKNOWN = say(
    "Nobody knows what this answers: the part before was found by a person, without an address we "
    "can read. Publish it by hand, or leave it out."
)
TAKEN_DOWN = say("What this goes on with is being taken down.")


@dataclass(frozen=True, slots=True)
class Further:
    """What follows on a post. ``edits``: the remote id of what is out and gets these words.
    ``media``: files of a part, as deliveries have them.
    """

    kind: str
    text: str
    options: Mapping[str, str] = field(default_factory=dict)
    edits: str = ""
    media: Sequence[Mapping[str, Any]] = ()


def queue(head: Delivery, further: Sequence[Further]) -> list[Delivery]:
    """Hand over what goes on with a post, in its order, inside the transaction of the act."""
    rows, before = [], head
    for number, said in enumerate(further, 1):
        before = Delivery.objects.create(
            account=head.account,
            unit=head.unit,
            kind=said.kind,
            head=head,
            before=before,
            part=number,
            text=said.text,
            media=[dict(file) for file in said.media],
            options=dict(said.options),
            edits=said.edits,
            fingerprint=fingerprint(head.account_id, number, said),
            due=head.due,
            next_try=head.due,
            created=timezone.now(),
        )
        rows.append(before)
    return rows


def fingerprint(account: int, number: int, said: Further) -> str:
    """Return the fingerprint the delivery of a part must have."""
    return rules.fingerprint(
        account=account,
        text=said.text,
        media=said.media,
        options=said.options,
        reply_to="",
        edits=said.edits,
        part=name(said.kind, number),
    )


def name(kind: str, number: int) -> str:
    """Return what a fingerprint calls a part, "" for what is none."""
    return f"{kind}/{number}" if number else ""


def most_parts(network: str) -> int:
    """Return how many posts a thread may have there; 1 where there are no threads."""
    if not gateway.can(network, Continues):
        return 1
    return cast("type[Continues]", gateway.enabled()[network]).most_parts


def comment_limits(network: str) -> Limits | None:
    """Return what a first comment may hold there; nothing where there is none."""
    if not gateway.can(network, Comments):
        return None
    return cast("type[Comments]", gateway.enabled()[network]).comment


def answered(row: Delivery) -> str:
    """Return the remote id that a part answers: of a comment the post, else the part before."""
    if row.before is None or row.head is None:
        return row.reply_to
    over = row.head if row.kind == Delivery.Kind.COMMENT else row.before
    return over.remote_id


def objection(row: Delivery) -> str:
    """Return why a part may not go out now whatever the rooms above say, "" where it may."""
    if row.head is None or row.before is None:
        return ""
    if Withdrawal.objects.filter(delivery=row.head_id).exists():
        return TAKEN_DOWN
    by_hand = gateway.by_hand(row.account, row.kind)
    if not (row.edits or by_hand or answered(row)):
        return UNKNOWN
    return ""


def too_early() -> Exists:
    """Return the condition for parts before which another one must go out."""
    before = Delivery.objects.filter(pk=OuterRef("before"))
    return Exists(before.exclude(state=State.SENT))


def in_between(since: datetime | Slot) -> Q:
    """Return the condition for posts that would come between two parts of a thread that was going
    out then (``rules.TOGETHER``)."""
    going_on = Delivery.objects.filter(
        account=OuterRef("account"),
        kind=Delivery.Kind.PART,
        state__in=[State.WAITING, State.SENDING],
        before__state=State.SENT,
        before__sent_at__gt=since,
    )
    return Q(Exists(going_on), kind=Delivery.Kind.POST)


def come_due(out: Sequence[Delivery], now: datetime) -> None:
    """Some are out: what goes on with them is due now, not when the post was."""
    then = Delivery.objects.filter(before__in=out, state=State.WAITING, committed_at=None)
    then.update(due=now, next_try=now)


def behind(row: Delivery) -> QuerySet[Delivery]:
    """Return what is to follow on a delivery, in its order."""
    return Delivery.objects.filter(head=row.head_id or row.pk, part__gt=row.part).order_by("part")
