"""Whether two messages tell of the same: short signatures to look for them, and how like they are.

Compared are words in their usual spelling, and four letters in a row within them, without particles
and manners. A signature is a simhash of these (Charikar, "Similarity estimation techniques from
rounding algorithms", STOC 2002): each bit is a vote of all of them, so that messages which say
nearly the same differ in few bits. It can be stored and compared by the thousand; what is close
is worth a look at the texts by ``likeness``. Places and topics are for the caller to compare: two
roads with holes before two markets are nearly the same words.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from math import sqrt

from sinergi.language.lists import listed
from sinergi.language.rules.message import read

#: So many that a signature is a whole number in every database.
BITS = 63
#: Up to this distance two messages are worth comparing; docs/language/alike.md has the figures.
CLOSE = 22
#: From this likeness on they tell of the same.
SAME = 0.5
#: Fewer words than this say too little to be compared.
FEWEST = 3
#: Bytes of a signature beside others.
PACKED = 8

_WORD, _GRAM, _LETTERS = 2, 1, 4  # what a word weighs, what letters in a row, and how many
_LANE = 16  # bits in which the votes for one bit are counted
_REMEMBERED = 20_000  # words
_COMPARED = 512  # messages: those of a batch, and what they are compared with
_PARTICLES = frozenset(listed("particles"))
_FIRST = b"\x01" + bytes(PACKED - 1)
_EVERY_OTHER = (b"\x55", b"\x33", b"\x0f")
_ONES = int.from_bytes(b"\x00\x01" * 64, "big")  # 1 in every lane
_LANES = tuple(  # the bits of a byte, each in a lane of its own
    sum((byte >> bit & 1) << (_LANE * bit) for bit in range(8)) for byte in range(256)
)
_SET = bytes(48 + (byte >> 7) for byte in range(256))  # "1" where the highest bit is set


def signature(text: str) -> int:
    """Return the signature of a message, of ``BITS`` bits; 0 where it says too little."""
    words = _telling(text)
    if len(words) < FEWEST:
        return 0
    votes, most = map(sum, zip(*map(_votes, words), strict=True))
    # Where more than half of the votes are for a bit, this carries into the highest of its lane.
    ahead = votes + _ONES * ((1 << _LANE - 1) - 1 - most // 2)
    bits = ahead.to_bytes(_LANE * 8, "big")[::2].translate(_SET)
    return int(bits, 2) & (1 << BITS) - 1


def distance(a: int, b: int) -> int:
    """Return in how many bits two signatures differ, 0 to ``BITS``; all where one says nothing."""
    return (a ^ b).bit_count() if a and b else BITS


def packed(signatures: Sequence[int]) -> bytes:
    """Return signatures as ``nearest`` takes them: ``PACKED`` bytes each."""
    return struct.pack(f"<{len(signatures)}Q", *signatures)


def nearest(mine: int, others: bytes) -> Iterator[tuple[int, int]]:
    """Yield which of the others are at most ``CLOSE``, the nearest first: in how many bits they
    differ, and where they stand. A few are asked for of a hundred."""
    far = _differing(mine, others)
    for bits in range(CLOSE + 1):
        at = far.find(bits)
        while at >= 0:
            yield bits, at
            at = far.find(bits, at + 1)


def _differing(mine: int, others: bytes) -> bytes:
    """Return in how many bits a signature differs from each of the others, a byte for each.

    The bits of all are counted at once, in one whole number with 64 of its bits for each: pairs of
    bits are added within themselves, then fours, then bytes.
    """
    number = len(others) // PACKED
    pairs, fours, eights, ones = _masks(number)
    bits = int.from_bytes(others, "little") ^ mine * ones
    bits -= bits >> 1 & pairs
    bits = (bits & fours) + (bits >> 2 & fours)
    bits = bits + (bits >> 4) & eights
    for far in (8, 16, 32):  # into the lowest byte of each; what comes from beyond stays above it
        bits += bits >> far
    return bits.to_bytes(PACKED * number, "little")[::PACKED]


@lru_cache(maxsize=_COMPARED)
def _masks(number: int) -> tuple[int, int, int, int]:
    """Return every other bit, pair and four bits of so many signatures, and 1 in each of them."""
    pairs, fours, eights = (int.from_bytes(byte * PACKED * number) for byte in _EVERY_OTHER)
    return pairs, fours, eights, int.from_bytes(_FIRST * number, "little")


def likeness(one: str, other: str) -> float:
    """Return how like two messages are, 0 to 1: the cosine of what they say; 0 for too little."""
    (words, grams, mine), (others, theirs, ours) = _weighed(one), _weighed(other)
    if not mine or not ours:
        return 0.0
    return _square(len(words & others), len(grams & theirs)) / sqrt(mine * ours)


@lru_cache(maxsize=_COMPARED)
def _weighed(text: str) -> tuple[frozenset[str], frozenset[str], int]:
    """Return the words of a message, the letters in a row of them, and the sum of the squares of
    what all these weigh; 0 where it says too little."""
    words = _telling(text)
    if len(words) < FEWEST:
        return frozenset(), frozenset(), 0
    grams = frozenset().union(*map(_grams, words))
    return words, grams, _square(len(words), len(grams))


@lru_cache(maxsize=_COMPARED)
def _telling(text: str) -> frozenset[str]:
    """Return the words of a message that say what it is about."""
    message = read(text)
    pairs = zip(message.words, message.bare, strict=True)
    return frozenset(
        [bare for word, bare in pairs if word[0].isalnum() and _PARTICLES.isdisjoint((word, bare))]
    )


@lru_cache(maxsize=_COMPARED)
def _grams(word: str) -> frozenset[str]:
    return frozenset([word[at : at + _LETTERS] for at in range(len(word) - _LETTERS + 1)])


def _square(words: int, grams: int) -> int:
    return words * _WORD * _WORD + grams * _GRAM * _GRAM


@lru_cache(maxsize=_REMEMBERED)
def _votes(word: str) -> tuple[int, int]:
    """Return the votes of a word for each bit, in lanes, and how many votes it has."""
    grams = _grams(word)
    votes = _WORD * _spread(f"={word}") + _GRAM * sum(map(_spread, grams))
    return votes, _WORD + _GRAM * len(grams)


def _spread(feature: str) -> int:
    """Return the 64 bits of a feature's hash, each in a lane of its own."""
    hashed = blake2b(feature.encode(), digest_size=8).digest()
    return sum(_LANES[byte] << (8 * _LANE * at) for at, byte in enumerate(hashed))
