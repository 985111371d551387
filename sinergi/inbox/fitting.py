"""Whether a conversation is one that a rule of an office is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from sinergi.inbox.models import Conversation, Message
from sinergi.lib.text import listed


class Wanted(Protocol):
    """What a rule names; "" does not matter, and all that is named must be so.

    ``place`` is a code: what lies inside it, too. ``words`` stand one after the other: one is
    enough.
    """

    @property
    def topic(self) -> str: ...
    @property
    def matter(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def words(self) -> str: ...


def fits(rule: Wanted, conversation: Conversation, *texts: str) -> bool:
    """True when all that a rule names is so; words stand in the newest question or in ``texts``."""
    return (
        rule.topic in {"", conversation.topic}
        and rule.matter in {"", conversation.matter}
        and conversation.place.startswith(rule.place)
        and (not rule.words or contains(words_of(rule.words), _said(conversation, *texts)))
    )


def words_of(spelled: str) -> list[str]:
    """Return the words and phrases of a rule, in small letters and one spelling of spaces."""
    return [" ".join(word.split()).casefold() for word in listed(spelled)]


def contains(words: Iterable[str], text: str) -> bool:
    """True when one of these words or phrases stands in a text as a whole."""
    plain = " ".join(text.casefold().split())
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", plain) for word in words)


def _said(conversation: Conversation, *texts: str) -> str:
    said = conversation.messages.filter(direction=Message.Direction.IN).order_by("-id")
    question = said.values_list("text", flat=True).first() or ""
    return "\n".join([question, *texts])
