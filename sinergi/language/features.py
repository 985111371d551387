"""What of a message is counted: words and pairs of words, and letters in a row within a word.

A feature is a number: the CRC-32 of its bytes, cut short to ``BITS``, with ``SIZE`` added for
letters. Every block of a
message is divided by the root of how many features it has, so that what a piece contributes can
be added up piece by piece, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol
from zlib import crc32

from sinergi.language.normalising import HANDLE, LINK, MAIL, listed, normalise, usual

BITS = 18
SIZE = 1 << BITS
MASK = SIZE - 1

_LONGEST = 24  # letters of a word that are looked at: nobody pays for a message of one long word
NEGATIONS = frozenset(listed("negations"))
_CONTRASTS = frozenset(("tapi", "namun", "but", "nanging", "ning"))
_ADDRESSES = frozenset((HANDLE, LINK, MAIL))
_BEGIN = crc32(b"^ ")
REACH = 3  # words after a negation that it may turn


class Word(NamedTuple):
    """A word in the usual spelling, as what stands beside it needs to know it.

    ``lead`` is the CRC-32 of the word and a space, with which a pair begins; ``turned`` the
    feature of the word after a negation.
    """

    spelled: bytes
    lead: int
    turned: int
    negates: bool
    stops: bool


class HasWords(Protocol):
    """What is read word by word."""

    @property
    def words(self) -> tuple[Word, ...]: ...


@dataclass(frozen=True, slots=True)
class Counted:
    """What one piece adds: its words, features of its words and marks, features of its letters."""

    words: tuple[Word, ...]
    single: tuple[int, ...]
    grams: tuple[int, ...]


def count(piece: str) -> Counted:
    """Count a piece as it stands in a message."""
    read = normalise(piece)
    words: list[Word] = []
    single = [_feature(f"~{mark}") for mark in read.marks]
    grams: list[int] = []
    for part in read.parts:
        word = usual(part)
        words.append(_known(word))
        single.append(_feature(word))
        if part[0].isalnum():
            grams += _grams(part)
            shape = _shape(part)
            if shape:
                single.append(_feature(shape))
        elif part not in _ADDRESSES:
            grams.append(SIZE + _feature(part))
    return Counted(tuple(words), tuple(single), tuple(grams))


def beside(counted: Iterable[HasWords]) -> list[tuple[int, int]]:
    """Return what words add to each other: the number of the piece, and the feature.

    Each word makes a pair with the one before; a negation turns the next ``REACH`` words, up to
    the end of the clause.
    """
    found: list[tuple[int, int]] = []
    lead, reach = _BEGIN, 0
    for number, piece in enumerate(counted):
        for word in piece.words:
            found.append((number, crc32(word.spelled, lead) & MASK))
            lead = word.lead
            if word.negates:
                reach = REACH
            elif word.stops:
                reach = 0
            elif reach:
                found.append((number, word.turned))
                reach -= 1
    return found


@lru_cache(maxsize=20_000)
def _known(word: str) -> Word:
    spelled = word.encode()
    stops = word[0] in ".,!?;" or word in _CONTRASTS
    return Word(
        spelled, crc32(b" ", crc32(spelled)), _feature(f"!{word}"), word in NEGATIONS, stops
    )


def _feature(word: str) -> int:
    return crc32(word.encode()) & MASK


def _shape(part: str) -> str:
    """Tell a name with figures at its end, as gambling sites have, from words and numbers."""
    if part.isalpha() or part.isdigit():
        return "~figures" if part.isdigit() else ""
    bare = part.rstrip("0123456789")
    return f"~name{min(len(part) - len(bare), 4)}" if bare.isalpha() else "~mixed"


def _grams(part: str) -> list[int]:
    """Return 2 to 5 letters in a row, of the word with its bounds."""
    spelled = f" {part[:_LONGEST]} ".encode()
    size = len(spelled)
    return [
        SIZE + (crc32(spelled[start : start + n]) & MASK)
        for n in range(2, min(5, size) + 1)
        for start in range(size - n + 1)
    ]
