"""Who looks after a conversation, how it goes on, and what colleagues tell each other."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.inbox import calling, states, telling
from sinergi.inbox.models import Conversation, Note
from sinergi.inbox.rows import locked, record
from sinergi.inbox.transfers import moving as transfers
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units

State = Conversation.State


def assign(
    actor: User, conversation: Conversation, to: User | None, *, quiet: bool = False
) -> Conversation:
    """Give a conversation to a colleague who may answer there, or to nobody. ``quiet``: the caller
    tells them, of many at once."""
    with transaction.atomic():
        found = locked(conversation)
        if to is not None:
            if not units.may(to, "conversation.reply", found.unit_id):
                raise No(say("{who} may not answer for this office."), who=to.get_full_name())
            if not quiet:
                telling.assigned(found, to, actor)
        found.assigned_to = to
        found.save(update_fields=["assigned_to"])
        states.given(found, actor, timezone.now())
        transfers.taken_up(found, actor, timezone.now())
        record(actor, "conversation.assigned", found, to=to.pk if to else None)
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
        found = locked(conversation)
        if not _there(found, to):
            before = found.state
            states.check(before, to, reason)
            states.step(found, to, by=actor, reason=reason, now=timezone.now())
            record(actor, f"conversation.{to}", found, before=before)
    return found


def note(actor: User, conversation: Conversation, *, text: str) -> Note:
    """Write something for colleagues alone; "@name" calls one. Raises No when it is empty."""
    text = text.strip()
    if not text:
        raise No(say("Write a note first."))
    with transaction.atomic():
        made = Note.objects.create(
            conversation=conversation, author=actor, text=text, at=timezone.now()
        )
        calling.mentioned(made)
        record(actor, "conversation.noted", conversation, note=made.pk)
    return made


def _there(conversation: Conversation, to: str) -> bool:
    """True when there is nothing to do: it is so already, closed or open again by a colleague."""
    closed = to == State.DONE and not conversation.open
    return conversation.state == to or closed or (to == State.REOPENED and conversation.open)
