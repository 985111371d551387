"""What of a message is counted: words and pairs of words, and letters in a row within a word.

A feature is a number: the CRC-32 of its bytes, cut short to ``BITS``, with ``SIZE`` added for
letters. Every block of a
message is divided by the root of how many features it has, so that what a piece contributes can
be added up piece by piece, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple
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


#: A word in the usual spelling, as what stands beside it needs to know it: its bytes; the CRC-32 of
#: it and a space, with which a pair begins; its feature after a negation; whether it is one, and
#: whether a clause ends with it. A plain tuple, which the collector need not go through again.
Word = tuple[bytes, int, int, bool, bool]


class Counted(NamedTuple):
    """What one piece adds: its words, features of its words and marks, features of its letters."""

    words: tuple[Word, ...]
    single: tuple[int, ...]
    grams: tuple[int, ...]


def count(piece: str) -> Counted:
    """Count a piece as it stands in a message."""
    read = normalise(piece)
    parts = [count_part(part) for part in read.parts]
    return Counted(
        tuple([word for part in parts for word in part.words]),
        marked(read.marks) + tuple([feature for part in parts for feature in part.single]),
        tuple([feature for part in parts for feature in part.grams]),
    )


def marked(marks: Iterable[str]) -> tuple[int, ...]:
    """Return features of how a piece was dressed."""
    return tuple([_feature(f"~{mark}") for mark in marks])


def count_part(part: str) -> Counted:
    """Count a part of a piece, which does not depend on what stands around it."""
    word, feature = _known(usual(part))
    if part.isalpha():
        return Counted((word,), (feature,), _grams(part))
    if part[0].isalnum():
        return Counted((word,), (feature, _feature(_shape(part))), _grams(part))
    grams = () if part in _ADDRESSES else (SIZE + _feature(part),)
    return Counted((word,), (feature,), grams)


def beside(counted: Iterable[Counted]) -> list[tuple[int, int]]:
    """Return what words add to each other: the number of the piece, and the feature."""
    return [*zip(*paired([piece.words for piece in counted]), strict=True)]


def paired(words: Sequence[tuple[Word, ...]]) -> tuple[list[int], list[int]]:
    """Return what words of pieces add to each other: numbers of pieces, and a feature for each.

    Each word makes a pair with the one before; a negation turns the next ``REACH`` words, up to
    the end of the clause.
    """
    every = [*chain.from_iterable(words)]
    if not every:
        return [], []
    numbers = [number for number, of_piece in enumerate(words) for _ in of_piece]
    spelled, leads, turned, negates, stops = zip(*every, strict=True)
    features = [pair & MASK for pair in map(crc32, spelled, (_BEGIN, *leads))]
    if True in negates:
        for at in _reached(negates, stops):
            numbers.append(numbers[at])
            features.append(turned[at])
    return numbers, features


def _reached(negates: Sequence[bool], stops: Sequence[bool]) -> Iterator[int]:
    """Yield which words are turned, by words that negate and words that end a clause."""
    reach = 0
    for at in range(negates.index(True), len(negates)):
        if negates[at]:
            reach = REACH
        elif stops[at]:
            reach = 0
        elif reach:
            yield at
            reach -= 1


def _known(word: str) -> tuple[Word, int]:
    """Return a word, and its feature."""
    spelled = word.encode()
    crc, turned = crc32(spelled), _feature(f"!{word}")
    stops = word[0] in ".,!?;" or word in _CONTRASTS
    return (spelled, crc32(b" ", crc), turned, word in NEGATIONS, stops), crc & MASK


def _feature(word: str) -> int:
    return crc32(word.encode()) & MASK


def _shape(part: str) -> str:
    """Tell a name with figures at its end, as gambling sites have, from numbers."""
    if part.isdigit():
        return "~figures"
    bare = part.rstrip("0123456789")
    return f"~name{min(len(part) - len(bare), 4)}" if bare.isalpha() else "~mixed"


def _grams(part: str) -> tuple[int, ...]:
    """Return 2 to 5 letters in a row, of the word with its bounds."""
    spelled = f" {part[:_LONGEST]} ".encode()
    return tuple([SIZE + (crc32(spelled[row]) & MASK) for row in _rows(len(spelled))])


@cache
def _rows(size: int) -> tuple[slice, ...]:
    """Return where 2 to 5 in a row stand among so many letters."""
    lengths = range(2, min(5, size) + 1)
    return tuple(slice(at, at + n) for n in lengths for at in range(size - n + 1))
