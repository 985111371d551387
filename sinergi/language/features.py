"""What of a message is counted: words and pairs of words, and letters in a row within a word.

A feature is a number: the CRC-32 of its bytes, cut short to ``BITS``; for letters to
``LETTER_BITS``, with ``SIZE`` added. Every block of a message is divided by the root of how many
features it has, so that what a piece contributes can be added up piece by piece, and remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from zlib import crc32

from sinergi.language.lists import listed
from sinergi.language.normalising import HANDLE, LINK, MAIL, normalise, usual

#: Of words and pairs of words. With 18 bits one in three of them was another's, too.
BITS = 20
SIZE = 1 << BITS
MASK = SIZE - 1
#: Of letters in a row, of which there are fewer.
LETTER_BITS = 18
LETTER_MASK = (1 << LETTER_BITS) - 1
#: Features that there are.
WIDTH = SIZE + LETTER_MASK + 1

_LONGEST = 24  # letters of a word that are looked at: nobody pays for a message of one long word
NEGATIONS = frozenset(listed("negations"))
_CONTRASTS = frozenset(("tapi", "namun", "but", "nanging", "ning"))
_ADDRESSES = frozenset((HANDLE, LINK, MAIL))
_BEGIN, _TURNED = crc32(b"^ "), crc32(b"!")
REACH = 3  # words after a negation that it may turn


#: A word in the usual spelling, as what stands beside it needs to know it: its bytes; the CRC-32 of
#: it and a space, with which a pair begins; its feature after a negation; whether it is one, and
#: whether a clause ends with it. A plain tuple, which the collector need not go through again.
Word = tuple[bytes, int, int, bool, bool]


class Counted(NamedTuple):
    """What one piece adds: its words; features of its words, of pairs of these, and of its marks;
    features of its letters."""

    words: tuple[Word, ...]
    single: tuple[int, ...]
    grams: tuple[int, ...]


def count(piece: str) -> Counted:
    """Count a piece as it stands in a message."""
    read = normalise(piece)
    words: list[Word] = []
    single = [*marked(read.marks)]
    grams: list[int] = []
    for part in read.parts:
        word, own = count_part(part)
        words.append(word)
        single += own
        grams += [SIZE + (feature & LETTER_MASK) for feature in letters(part)]
    return Counted(tuple(words), (*single, *pairs(words)), tuple(grams))


def marked(marks: Iterable[str]) -> tuple[int, ...]:
    """Return features of how a piece was dressed."""
    return tuple([_feature(f"~{mark}") for mark in marks])


def count_part(part: str) -> tuple[Word, tuple[int, ...]]:
    """Return the word that a part of a piece is, and its features: they depend on nothing that
    stands around it."""
    word = usual(part)
    spelled = word.encode()
    crc = crc32(spelled)
    stops = word[0] in ".,!?;" or word in _CONTRASTS
    told = spelled, crc32(b" ", crc), crc32(spelled, _TURNED) & MASK, word in NEGATIONS, stops
    if part.isalpha() or not part[0].isalnum():
        return told, (crc & MASK,)
    return told, (crc & MASK, _feature(_shape(part)))


def letters(part: str) -> Iterable[int]:
    """Return features of 2 to 5 letters in a row, of the part with its bounds; signs are one. They
    are not cut short yet."""
    if part[0].isalnum():
        spelled = f" {part[:_LONGEST]} ".encode()
        return map(crc32, _rows(len(spelled))(spelled))
    return () if part in _ADDRESSES else (crc32(part.encode()),)


def pairs(words: Sequence[Word]) -> list[int]:
    """Return features of words that stand beside each other in one piece."""
    return [crc32(after[0], before[1]) & MASK for before, after in pairwise(words)]


def between(firsts: Sequence[bytes], leads: Sequence[int]) -> list[int]:
    """Return for each piece the feature of its first word after the last one of the piece before;
    ``leads`` are what pairs begin with, of all pieces but the last."""
    return [pair & MASK for pair in map(crc32, firsts, (_BEGIN, *leads))]


def beside(counted: Iterable[Counted]) -> list[tuple[int, int]]:
    """Return what pieces add to each other: the number of the piece, and the feature."""
    return paired([piece.words for piece in counted])


def paired(words: Sequence[tuple[Word, ...]]) -> list[tuple[int, int]]:
    """Return what pieces add to each other by their words: each makes a pair with the one before,
    and a negation turns some words after it."""
    spoken = [(number, of_piece) for number, of_piece in enumerate(words) if of_piece]
    if not spoken:
        return []
    firsts = [of_piece[0][0] for _, of_piece in spoken]
    leads = [of_piece[-1][1] for _, of_piece in spoken[:-1]]
    numbers = [number for number, _ in spoken]
    return [*zip(numbers, between(firsts, leads), strict=True), *turned(words)]


def turned(words: Sequence[tuple[Word, ...]]) -> Iterator[tuple[int, int]]:
    """Yield which words are turned, by the number of the piece, and the feature: a negation turns
    the next ``REACH`` words, up to the end of the clause."""
    reach = 0
    for number, of_piece in enumerate(words):
        for _, _, feature, negates, stops in of_piece:
            if negates:
                reach = REACH
            elif stops:
                reach = 0
            elif reach:
                yield number, feature
                reach -= 1


def _feature(word: str) -> int:
    return crc32(word.encode()) & MASK


def _shape(part: str) -> str:
    """Tell a name with figures at its end, as gambling sites have, from numbers."""
    if part.isdigit():
        return "~figures"
    bare = part.rstrip("0123456789")
    return f"~name{min(len(part) - len(bare), 4)}" if bare.isalpha() else "~mixed"


@cache
def _rows(size: int) -> Callable[[bytes], tuple[bytes, ...]]:
    """Return what cuts 2 to 5 in a row out of so many letters."""
    lengths = range(2, min(5, size) + 1)
    return itemgetter(*[slice(at, at + n) for n in lengths for at in range(size - n + 1)])
