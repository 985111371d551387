"""Hashtags of several words without capitals: #bogorbersih, better #BogorBersih."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sinergi.language.writing.lists import words_of
from sinergi.language.writing.reading import Reading
from sinergi.language.writing.rule import Hit
from sinergi.lib.text import say

KNOWN = frozenset(words_of("common"))
SHORTS = frozenset(word.lower() for word in (*words_of("known"), "bpbd", "opd", "asn", "dprd"))
#: Of a tag in small letters that nobody can cut: from here it is hardly one word.
LONG = 16
LONGEST_WORD = 16
#: Words of so few letters are only taken where nothing else fits.
TINY = 2


def hashtags(reading: Reading) -> Iterator[Hit]:
    for tag in reading.hashtags:
        letters = tag.text[1:]
        if not _flat(letters):
            continue
        words = cut(letters.lower())
        if len(words) > 1:
            proposed = "#" + "".join(_capital(word) for word in words)
            if proposed != tag.text:
                what = say("Give each word of “{tag}” a capital.")
                yield Hit(tag.start, tag.end, what, proposed, {"tag": tag.text})
        elif not words and len(letters) >= LONG:
            what = say("Give each word of “{tag}” a capital.")
            yield Hit(tag.start, tag.end, what, facts={"tag": tag.text})


def _flat(letters: str) -> bool:
    """Tell whether a tag is in small letters, or in capitals alone, and may have several words."""
    plain = re.sub(r"[\d_]", "", letters)
    if len(plain) < 6 or "_" in letters.strip("_"):
        return False
    return plain.islower() or plain[1:].islower() or plain.isupper()


def _capital(word: str) -> str:
    return word.upper() if word in SHORTS and word not in ORDINARY else word.capitalize()


#: Abbreviations that are words too.
ORDINARY = frozenset(
    {"no", "a", "b", "c", "o", "id", "tk", "ri", "var", "lapor", "tol", "pin", "asi"}
)


@lru_cache(maxsize=2000)
def cut(letters: str) -> tuple[str, ...]:
    """Return the words that a tag is made of, as few and as long as can be; () when it is not.

    Digits are words of their own.
    """
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            before, word = best[start], letters[start:end]
            cost = _cost(word)
            if before is None or cost is None:
                continue
            total = before[0] + cost
            kept = best[end]
            if kept is None or total < kept[0]:
                best[end] = (total, (*before[1], word))
    found = best[-1]
    return _joined(found[1]) if found else ()


def _cost(word: str) -> int | None:
    """Return how little a piece is liked as a word; None where it is none."""
    if word.isdigit():
        return 5
    if word not in KNOWN and word not in SHORTS:
        return None
    return 60 if len(word) <= TINY and word not in {"di", "ke"} else 10


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words with digits that stand side by side as one."""
    joined: list[str] = []
    for word in words:
        if joined and word.isdigit() and joined[-1].isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)
