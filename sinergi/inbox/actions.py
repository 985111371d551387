"""What people do with conversations."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import hearing, rules, states, telling
from sinergi.inbox.models import Conversation, Message, Note
from sinergi.lib.text import No, say
from sinergi.networks import actions as networks
from sinergi.networks import queries as network_queries
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units import queries as units

State = Conversation.State


def reply(
    actor: User, conversation: Conversation, *, text: str, seen: int = 0, privately: bool = False
) -> Message:
    """Answer the public, once. ``seen`` is the newest message the writer saw; 0: do not compare.
    ``privately``: only the writer of the comment may read it.

    The answer goes out by the same way as a post. The same words from the same page once more (a
    form sent twice) are the answer that was given already. Raises No when it cannot be sent, or
    when a colleague answered after ``seen``; nothing is stored then.
    """
    text, now = text.strip(), timezone.now()
    with transaction.atomic():
        found = _locked(conversation)
        _check_nobody_answered(found, seen, actor)
        repeated = _repeated(found, seen, actor, text)
        if repeated is not None:
            return repeated
        last = found.messages.filter(direction=Message.Direction.IN).order_by("-id").first()
        direct = found.kind == Conversation.Kind.DIRECT
        where, asked = place(found.account, text, found.kind), last.at if last else None
        rules.check_answer(text, where, direct=direct, last_in=asked, now=now)
        reply_to = last.remote_id if last else found.root
        if privately and not direct:
            given = _answered_privately(found, reply_to)
            rules.check_private(where, comment=asked or now, answered=given, now=now)
        delivery = networks.queue(
            found.account,
            unit=found.unit,
            kind=Delivery.Kind.REPLY,
            text=text,
            due=now,
            reply_to=reply_to,
            to=last.person if last else "",
            direct=direct or privately,
        )
        message = Message.objects.create(
            conversation=found,
            account=found.account,
            direction=Message.Direction.OUT,
            in_reply_to=reply_to,
            text=text,
            at=now,
            author=actor,
            delivery=delivery,
        )
        if found.assigned_to_id is None:
            Conversation.objects.filter(pk=found.pk).update(assigned_to=actor)
        states.answered(hearing.refresh(found.pk), actor, now)
        _record(actor, "conversation.answered", found, message=message.pk)
    return message


def assign(actor: User, conversation: Conversation, to: User | None) -> Conversation:
    """Give a conversation to a colleague who may answer there, or to nobody."""
    with transaction.atomic():
        found = _locked(conversation)
        if to is not None:
            if not units.may(to, "conversation.reply", found.unit_id):
                raise No(say("{who} may not answer for this office."), who=to.get_full_name())
            telling.assigned(found, to, actor)
        found.assigned_to = to
        found.save(update_fields=["assigned_to"])
        states.given(found, actor, timezone.now())
        _record(actor, "conversation.assigned", found, to=to.pk if to else None)
    return found


def finish(actor: User, conversation: Conversation) -> Conversation:
    """Mark a conversation done. A new message of the public opens it again."""
    return move(actor, conversation, State.DONE)


def reopen(actor: User, conversation: Conversation) -> Conversation:
    return move(actor, conversation, State.REOPENED)


def move(actor: User, conversation: Conversation, to: str, *, reason: str = "") -> Conversation:
    """Take a conversation to another state. Raises No where the states allow no such step, or
    where it needs a reason and has none."""
    with transaction.atomic():
        found = _locked(conversation)
        if not _there(found, to):
            before = found.state
            states.check(before, to, reason)
            states.step(found, to, by=actor, reason=reason, now=timezone.now())
            _record(actor, f"conversation.{to}", found, before=before)
    return found


def note(actor: User, conversation: Conversation, *, text: str) -> Note:
    """Write something for colleagues alone. Raises No when it is empty."""
    text = text.strip()
    if not text:
        raise No(say("Write a note first."))
    with transaction.atomic():
        made = Note.objects.create(
            conversation=conversation, author=actor, text=text, at=timezone.now()
        )
        _record(actor, "conversation.noted", conversation, note=made.pk)
    return made


def place(account: Account, text: str, kind: str = "") -> rules.Place:
    """Return where an answer in a conversation of this kind goes, counted as its network counts."""
    card = network_queries.card(account)
    by_hand = network_queries.by_hand(account, Delivery.Kind.REPLY)
    return rules.Place(
        account=account.handle,
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


def _check_nobody_answered(conversation: Conversation, seen: int, actor: User) -> None:
    if not seen:
        return
    ours = conversation.messages.filter(direction=Message.Direction.OUT, id__gt=seen)
    other = ours.exclude(author=actor).select_related("author").first()
    if other is not None:
        raise No(
            say("{who} has answered meanwhile. Your text is kept; read the answer first."),
            who=str(other.author),
        )


def _repeated(conversation: Conversation, seen: int, actor: User, text: str) -> Message | None:
    """Return the answer that this one repeats: same writer, same words, from the same page."""
    if not seen:
        return None
    ours = conversation.messages.filter(
        direction=Message.Direction.OUT, id__gt=seen, author=actor, text=text
    )
    return ours.exclude(delivery__state__in=["failed", "cancelled"]).first()


def _there(conversation: Conversation, to: str) -> bool:
    """True when there is nothing to do: it is so already, closed or open again by a colleague."""
    closed = to == State.DONE and not conversation.open
    return conversation.state == to or closed or (to == State.REOPENED and conversation.open)


def _locked(conversation: Conversation) -> Conversation:
    rows = Conversation.objects.select_related("account", "unit")
    return rows.select_for_update(of=("self",)).get(pk=conversation.pk)


def _record(actor: User, verb: str, on: Conversation, **data: int | str | datetime | None) -> None:
    audit.record(actor, verb, on=on, unit_id=on.unit_id, data=data)
