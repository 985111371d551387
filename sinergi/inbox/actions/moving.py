"""Who looks after a conversation, how it goes on, and what colleagues tell each other."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.inbox import calling, meanwhile, states, telling
from sinergi.inbox.models import Conversation, Note
from sinergi.inbox.rows import locked, record
from sinergi.inbox.transfers import moving as transfers
from sinergi.lib import again
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units

State = Conversation.State


def assign(
    actor: User,
    conversation: Conversation,
    to: User | None,
    *,
    quiet: bool = False,
    before: int | None = None,
) -> Conversation:
    """Give a conversation to a colleague who may answer there, or to nobody. ``quiet``: the caller
    tells them, of many at once. ``before``: who looked after it where it was decided, 0 for
    nobody. Raises No for who may not answer, and where somebody else looks after it meanwhile."""
    with transaction.atomic():
        found = locked(conversation)
        meanwhile.check_office(actor, found, conversation.unit_id)
        if found.assigned_to_id != (to.pk if to else None):
            meanwhile.check_owner(found, before)
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


def finish(actor: User, conversation: Conversation, *, seen: int = 0) -> Conversation:
    """Mark a conversation done. A new message of the public opens it again. Raises as ``move``."""
    return move(actor, conversation, State.DONE, seen=seen)


def reopen(actor: User, conversation: Conversation) -> Conversation:
    return move(actor, conversation, State.REOPENED)


def move(
    actor: User,
    conversation: Conversation,
    to: str,
    *,
    reason: str = "",
    seen: int = 0,
    seen_in: str = "",
) -> Conversation:
    """Take a conversation to another state. ``seen``: the newest message, and ``seen_in`` the state
    that were seen when it was decided. Raises No where the states allow no such step, where it
    needs a reason and has none, or where it stands otherwise meanwhile."""
    with transaction.atomic():
        found = locked(conversation)
        if not _there(found, to):
            before = found.state
            meanwhile.check_office(actor, found, conversation.unit_id)
            meanwhile.check_state(found, seen_in)
            meanwhile.check_read(found, to, seen)
            states.check(before, to, reason)
            states.step(found, to, by=actor, reason=reason, now=timezone.now())
            record(actor, f"conversation.{to}", found, before=before)
    return found


def note(actor: User, conversation: Conversation, *, text: str) -> Note:
    """Write something for colleagues alone; "@name" calls one. The same form sent twice makes one
    note. Raises No when it is empty."""
    text, now = text.strip(), timezone.now()
    if not text:
        raise No(say("Write a note first."))
    with transaction.atomic():
        same = locked(conversation).notes.filter(author=actor, text=text)
        if (known := again.made("at", now, same)) is not None:
            return known
        made = Note.objects.create(conversation=conversation, author=actor, text=text, at=now)
        calling.mentioned(made)
        record(actor, "conversation.noted", conversation, note=made.pk)
    return made


def _there(conversation: Conversation, to: str) -> bool:
    """True when there is nothing to do: it is so already, closed or open again by a colleague."""
    closed = to == State.DONE and not conversation.open
    return conversation.state == to or closed or (to == State.REOPENED and conversation.open)
