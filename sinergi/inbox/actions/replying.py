"""Answer the public, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.inbox import answering, citing, hearing, meanwhile, rules, states
from sinergi.inbox.actions import once
from sinergi.inbox.attaching import carrying
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.moderating import allowed
from sinergi.inbox.rows import locked, record
from sinergi.inbox.sensitive.matching import rule_for
from sinergi.inbox.transfers import moving as transfers
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import queries as network_queries
from sinergi.networks.attaching import Item
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User


def reply(
    actor: User,
    conversation: Conversation,
    *,
    text: str,
    seen: int = 0,
    privately: bool = False,
    take_over: bool = False,
    versions: Sequence[int] = (),
    media: Sequence[Item] = (),
    approved: bool = False,
) -> Message:
    """Answer the public, once. ``seen`` is the newest message the writer saw; 0: all that the
    public said, and no answer to it. ``privately``: only the writer of the comment may read it.
    ``versions``: ids of the verified answers it gives. ``media``: pictures that go with it; it
    waits for what must be made of them. ``approved``: a second person has said yes
    (``sensitive.deciding``), which is looked at again at the moment of sending.

    The answer goes out by the same way as a post. The same words from the same page once more (a
    form sent twice) are the answer that was given already. Raises No when it cannot be sent, when
    a colleague answered after ``seen``, or while one answers and ``take_over`` is not said; no
    answer is stored then, and what was typed is kept as a draft by the caller.
    """
    text, now = text.strip(), timezone.now()
    fitted = carrying.fitted(conversation, media, text=text, privately=privately)
    with transaction.atomic():
        found = locked(conversation)
        meanwhile.check_theirs(actor, found, conversation.unit_id)
        last = found.messages.filter(direction=Message.Direction.IN).order_by("-id").first()
        seen = seen or (last.pk if last else 0)
        once.check_nobody_answered(found, seen, actor)
        repeated = once.repeated(found, seen, actor, text, media)
        if repeated is not None:
            return repeated
        if fitted.waiting:  # now that what is being made cannot be done between this and the end
            fitted = carrying.fitted(found, media, text=text, privately=privately)
        if fitted.problem is not None:
            raise fitted.problem
        if not take_over:
            answering.check_free(actor, found, now)
        if not approved and (rule := rule_for(found, text, now)):
            raise No(say("A second person must approve this answer: {rule}."), rule=rule.title)
        going = fitted.items
        delivery = _queued(found, text, last, media=going, privately=privately, now=now)
        message = Message.objects.create(
            conversation=found,
            account=found.account,
            direction=Message.Direction.OUT,
            in_reply_to=delivery.reply_to,
            text=text,
            at=now,
            author=actor,
            delivery=delivery,
        )
        if found.assigned_to_id is None:
            Conversation.objects.filter(pk=found.pk).update(assigned_to=actor)
        states.answered(hearing.refresh(found.pk), actor, now)
        transfers.taken_up(found, actor, now)
        citing.remember(actor, found, versions, public=not delivery.direct)
        if not approved:  # what was asked for is a draft no more: what is there came after it
            answering.sent(actor, found)
        record(actor, "conversation.answered", found, message=message.pk)
    return message


def _queued(
    found: Conversation,
    text: str,
    last: Message | None,
    *,
    media: Sequence[Item],
    privately: bool,
    now: datetime,
) -> Delivery:
    """Have an answer sent. Raises No where its network does not take it."""
    last = _there(found, last)
    direct = found.kind == Conversation.Kind.DIRECT
    where, asked = place(found.account, text, found.kind), last.at if last else None
    rules.check_answer(text, where, direct=direct, last_in=asked, now=now)
    reply_to = last.remote_id if last else found.root
    if privately and not direct:
        given = _answered_privately(found, reply_to)
        rules.check_private(where, comment=asked or now, answered=given, now=now)
    return networks.queue(
        found.account,
        unit=found.unit,
        kind=Delivery.Kind.REPLY,
        text=text,
        due=now,
        media=media,
        reply_to=reply_to,
        to=last.person if last else "",
        direct=direct or privately,
    )


def _there(conversation: Conversation, last: Message | None) -> Message | None:
    """Return the newest message of the public that we did not delete. Raises No: all are gone."""
    if last is None or not allowed.gone(last):
        return last
    said = conversation.messages.filter(direction=Message.Direction.IN).select_related("removal")
    there = next((one for one in said.order_by("-id") if not allowed.gone(one)), None)
    if there is None:
        raise No(say("This was deleted at our wish: an answer would stand under nothing."))
    return there


def place(account: Account, text: str, kind: str = "") -> rules.Place:
    """Return where an answer in a conversation of this kind goes, counted as its network counts."""
    card = network_queries.card(account)
    by_hand = network_queries.by_hand(account, Delivery.Kind.REPLY)
    return rules.Place(
        # One handle is often the same on several networks.
        account=f"{card.about.name} {account.handle}" if card else account.handle,
        connected=account.state == Account.State.CONNECTED,
        can_reply=by_hand or "reply" in network_queries.abilities(account.network),
        limits=card.limits if card else None,
        length=card.count(text) if card else len(text),
        window=card.about.reply_window if card and not by_hand else None,
        private=card.about.private_window
        if card and not by_hand and kind == Conversation.Kind.COMMENT
        else None,
    )


def _answered_privately(conversation: Conversation, remote_id: str) -> bool:
    ours = conversation.messages.filter(in_reply_to=remote_id, delivery__direct=True)
    return ours.exclude(delivery__state__in=["failed", "cancelled"]).exists()
