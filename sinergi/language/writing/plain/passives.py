"""Chains of passive verbs in one sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sinergi.language.writing.lists import words_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

PASSIVE = re.compile(r"di[a-z]{3,}\Z")
ENDING = re.compile(r"(?:nya|lah|kah)\Z")
OTHER = frozenset(words_of("not-passive"))
CHAIN = 3


def passives(reading: Reading) -> Iterator[Hit]:
    for sentence in reading.sentences:
        found = [w.text.lower() for w in sentence.words if is_passive(w.text.lower())]
        if len(found) >= CHAIN:
            yield Hit(
                sentence.start,
                sentence.end,
                say("{count} passive verbs in one sentence ({words}): say who does it."),
                facts={"count": len(found), "words": ", ".join(dict.fromkeys(found))},
            )


def is_passive(word: str) -> bool:
    """Tell whether a word in small letters is a passive verb: "dibuka", not "dinas"."""
    return bool(PASSIVE.match(word)) and not {word, ENDING.sub("", word)} & OTHER
