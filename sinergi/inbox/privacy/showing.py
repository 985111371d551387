"""Numbers and addresses of citizens are masked on the page until somebody needs them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sinergi.inbox import opening
from sinergi.inbox.models import Conversation, Message, Note
from sinergi.language.writing.personal.masking import mask
from sinergi.people.models import User
from sinergi.understanding.actions.texts import LONGEST

VERB = "conversation.revealed"


def hidden(
    user: User, conversation: Conversation, entries: Iterable[Message | Note]
) -> Mapping[int, str]:
    """Return what is shown instead of messages of the public with personal data, by their ids.

    Nothing is hidden from who asked to see it today.
    """
    theirs = [e for e in entries if isinstance(e, Message) and e.direction == Message.Direction.IN]
    found = {e.pk: plain for e in theirs if (plain := masked(e)) != e.text}
    return {} if found and revealed(user, conversation) else found


def revealed(user: User, conversation: Conversation) -> bool:
    """True when a person asked to see them today."""
    return opening.done_today(user, VERB, conversation)


def reveal(user: User, conversation: Conversation) -> None:
    """Show them to a person until midnight; that is in the log, once a day."""
    opening.once_a_day(user, VERB, conversation)


def masked(message: Message) -> str:
    """Return a message without personal data: from its masked copy, as far as that goes."""
    kept = message.understood
    if kept is not None and len(message.text) <= LONGEST:
        return kept.text
    return mask(message.text)
