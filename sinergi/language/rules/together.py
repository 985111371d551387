"""What the rules that come with Sinergi find in a message: all are looked for at once."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from sinergi.language.rules.matching import Hit, Matcher
from sinergi.language.rules.message import Message, read
from sinergi.language.rules.parsing import shipped

_REMEMBERED = 64  # messages: the heads read one after the other


class Found(NamedTuple):
    """A message, and the rules that are found in it."""

    message: Message
    kinds: list[Hit]
    dangers: list[Hit]
    topics: list[Hit]


@lru_cache(maxsize=_REMEMBERED)
def found(text: str) -> Found:
    """Look for the rules that come with Sinergi."""
    message = read(text)
    return Found(message, *_matcher().hits(message))


@cache
def _matcher() -> Matcher:
    return Matcher(shipped("kinds"), shipped("dangers"), shipped("topics"))
