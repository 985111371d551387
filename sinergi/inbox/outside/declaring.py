"""Answer that somebody else is in charge, and close the conversation as outside our authority."""

from __future__ import annotations

from django.db import transaction

from sinergi.inbox import actions, meanwhile
from sinergi.inbox.models import Conversation, Government, Message
from sinergi.inbox.rows import locked
from sinergi.lib.text import No, say
from sinergi.people.models import User


def declare(
    actor: User,
    conversation: Conversation,
    *,
    government: str,
    text: str,
    seen: int = 0,
    reason: str = "",
) -> Message | None:
    """Send the answer and close the conversation as somebody else's; both, or neither.

    Without ``text`` nothing is sent: for what was answered already, or elsewhere. Raises No for a
    government that is none, and as an answer does; first of all where the public wrote after
    ``seen``.
    """
    if government not in Government.values:
        raise No(say("Choose who is in charge."))
    why = " · ".join(filter(None, [str(Government(government).label), reason.strip()]))
    elsewhere = Conversation.State.ELSEWHERE
    with transaction.atomic():
        meanwhile.check_read(locked(conversation), elsewhere, seen)
        made = actions.reply(actor, conversation, text=text, seen=seen) if text.strip() else None
        actions.move(actor, conversation, elsewhere, reason=why[:500], seen=seen)
    return made
