"""What this room does when an account hears something, and when an answer is sent or is not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from sinergi.connectors.contract import Incoming
from sinergi.inbox import duties, hearing, telling, triage
from sinergi.inbox.attaching import carrying
from sinergi.inbox.deadlines import stepping
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.sensitive.matching import verdict
from sinergi.lib.text import say
from sinergi.networks import attaching, signals
from sinergi.networks.models import Account, Delivery
from sinergi.understanding.signals import decided
from sinergi.units import queries as units
from sinergi.units.signals import on_duty


@receiver(signals.heard, dispatch_uid="inbox")
def heard(**told: Any) -> None:
    """Put what was heard into conversations, inside the transaction that moves the cursor."""
    account: Account = told["account"]
    items: Sequence[Incoming] = told["items"]
    hearing.take(account, items)


@receiver(decided, dispatch_uid="inbox")
def understood(**told: Any) -> None:
    """See what conversations are about, now that their words were read."""
    triage.take(told["ids"], told.get("texts", {}))


@receiver(signals.may_send, dispatch_uid="inbox")
def may_send(**asked: Any) -> dict[int, str]:
    """Say of answers whether they may go out now; of other deliveries, nothing."""
    rows = {row.pk: row for row in asked["deliveries"] if row.kind == Delivery.Kind.REPLY}
    with_office = "author", "conversation__unit"
    ours = Message.objects.filter(delivery__in=rows).select_related(*with_office)
    return {row.pk: _verdict(message, row) for message in ours if (row := _of(message, rows))}


@receiver(signals.changing, dispatch_uid="inbox")
def changing(**told: Any) -> None:
    """Lock the conversations of answers, in the order in which they are brought up to date."""
    rows = [row.pk for row in told["deliveries"] if row.kind == Delivery.Kind.REPLY]
    if rows:
        there = Message.objects.filter(delivery__in=rows).values("conversation")
        held = Conversation.objects.select_for_update(of=("self",)).filter(pk__in=there)
        list(held.order_by("pk").values_list("pk"))


@receiver(signals.settled, dispatch_uid="inbox")
def settled(**told: Any) -> None:
    """Keep the remote ids of answers, and tell their authors when one needs a person."""
    rows = {row.pk: row for row in told["deliveries"] if row.kind == Delivery.Kind.REPLY}
    if not rows:
        return
    ours = Message.objects.filter(delivery__in=rows).select_related("author", "conversation")
    for message in ours.order_by("conversation_id"):  # always locked in this order
        if delivery := _of(message, rows):
            _ended(message, delivery)


@receiver(on_duty, dispatch_uid="inbox")
def roster(**asked: Any) -> dict[int, list[int]]:
    """Say who is on duty in offices, by the roster that is kept here."""
    return duties.listed(asked["offices"], asked["now"])


@receiver(signals.holding, dispatch_uid="inbox")
def holding(**_asked: Any) -> set[str]:
    """Say which files drafts have, and answers that wait for a second person."""
    return carrying.held()


def _ended(message: Message, delivery: Delivery) -> None:
    if delivery.state == Delivery.State.SENT:
        Message.objects.filter(pk=message.pk).update(remote_id=delivery.remote_id, url=delivery.url)
    telling.ended(message, delivery)
    stepping.ended(hearing.refresh(message.conversation_id), timezone.now())


def _of(message: Message, rows: dict[int, Delivery]) -> Delivery | None:
    return rows.get(message.delivery_id) if message.delivery_id else None


def _verdict(message: Message, row: Delivery) -> str:
    author = message.author
    if author is None or not units.may(author, "conversation.reply", row.unit_id):
        return say("Its author may not answer here any more.")
    if (message.text, message.account_id) != (row.text, row.account_id):
        return say("The text was changed after it was written.")
    unit, now = message.conversation.unit, timezone.now()
    if unit.pk != row.unit_id:
        return say("The conversation belongs to another office now.")
    if unit.valid_to is not None and unit.valid_to < timezone.localdate(now):
        return say(
            "Its office has ended. Hand the conversation to another office: that one answers."
        )
    sources = [attaching.source_of(item) for item in row.media]
    return attaching.objection(unit, sources) or verdict(message, now)
