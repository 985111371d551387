"""Ask a citizen, once, whether it is solved; and write down what they said elsewhere.

Nothing is asked by itself: a person sees the words and sends them with one tap.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sinergi.inbox import drafts, queries, states
from sinergi.inbox.actions.replying import reply
from sinergi.inbox.deadlines import stepping
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.rows import locked, record
from sinergi.lib.text import No, say
from sinergi.people.models import User

State = Conversation.State


def can_ask(conversation: Conversation) -> bool:
    """True while it is answered, nothing new was said, and nobody was asked yet."""
    answered = conversation.state == State.ANSWERED and conversation.waiting_since is None
    return answered and conversation.asked_at is None


def ask(actor: User, conversation: Conversation, *, text: str = "") -> Message:
    """Ask whether it is solved, in the ready words or in others; silence closes it later.

    Raises No when it cannot be asked now, or the answer cannot be sent.
    """
    with transaction.atomic():
        found = locked(conversation)
        if not can_ask(found):
            raise No(say("There is nothing to ask: it is not answered, or was asked already."))
        words = text.strip() or drafts.asking(found)
        message = reply(actor, found, text=words, seen=queries.newest(found))
        found.refresh_from_db()
        stepping.asked(found, timezone.now())
        record(actor, "conversation.asked", found, message=message.pk)
    return message


def confirm(actor: User, conversation: Conversation, *, solved: bool) -> Conversation:
    """Write down what the citizen said: it is solved and closed, or it goes on in work.

    Raises No when nobody answered yet.
    """
    with transaction.atomic():
        found = locked(conversation)
        if found.state not in {State.ANSWERED, State.DONE}:
            raise No(say("Answer first: only what is answered can be solved."))
        now = timezone.now()
        to = State.DONE if solved else (State.REOPENED if not found.open else State.WORKING)
        if found.state != to:
            states.step(found, to, by=actor, reason=_told(solved=solved), now=now)
        found.confirmed = solved
        found.save(update_fields=["confirmed"])
        record(actor, "conversation.confirmed", found, solved=int(solved))
    return found


def _told(*, solved: bool) -> str:
    if solved:
        return say("The citizen says that it is solved")
    return say("The citizen says that it is not solved")
