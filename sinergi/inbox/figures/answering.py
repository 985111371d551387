"""Which of our messages answer what was asked: neither the question whether it is solved, nor the
ready words that name the number a hand-over got. There is nothing right or wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sinergi.audit import queries as audit
from sinergi.inbox.handing import texts
from sinergi.inbox.models import Conversation, Handing, Message

#: So many conversations are looked up by one statement.
STEP = 500


def answering(messages: Iterable[Message]) -> list[Message]:
    """Return those of our messages that answer something, in their order."""
    rest = iter(messages)
    return [one for part in iter(lambda: list(islice(rest, STEP)), []) for one in _answering(part)]


def _answering(messages: Sequence[Message]) -> Iterator[Message]:
    talks = {one.conversation_id for one in messages}
    questions = {
        row.get("message") for row in audit.told("conversation.asked", Conversation, talks)
    }
    receipts = set(_receipts(talks))
    for one in messages:
        if one.pk not in questions and (one.conversation_id, one.text.strip()) not in receipts:
            yield one


def _receipts(talks: Iterable[int]) -> Iterator[tuple[int, str]]:
    for row in Handing.objects.filter(conversation__in=talks).exclude(number=""):
        yield row.conversation_id, texts.told(row).strip()
