"""Names of places in a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sinergi.language.rules.gazetteer import MOST_WORDS, Gazetteer
from sinergi.language.rules.message import Message


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at some words of a message, and the places that bear it."""

    start: int
    end: int
    key: str
    codes: tuple[str, ...]


def mentions_in(message: Message, known: Gazetteer) -> Iterator[Mention]:
    """Find names, the longest first at each word: “Parung Panjang” is no “Parung”."""
    words, names, beginnings = message.plain, known.names, known.beginnings
    if beginnings.isdisjoint(words):
        return
    at, length = 0, len(words)
    while at < length:
        if words[at] in beginnings:
            for size in range(min(MOST_WORDS, length - at), 0, -1):
                key = "".join(words[at : at + size])
                codes = names.get(key)
                if codes:
                    yield Mention(at, at + size, key, codes)
                    at += size - 1
                    break
        at += 1
