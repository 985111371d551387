"""A message as rules read it: words in the usual spelling, beside how they were written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sinergi.language.normalising import normalise, pieces
from sinergi.language.rules.spelling import spelled

LONGEST = 400  # words that are read: a danger or a place stands near the beginning
_REMEMBERED_PIECES = 20_000
_REMEMBERED_MESSAGES = 512  # the heads read one after the other; then they are compared

#: Endings that change nothing of what a word names, and the letters that must stay before them:
#: Indonesian, Betawi, Sundanese, Javanese.
_ENDINGS = (
    *(("nya", 3), ("nye", 3), ("na", 3), ("lah", 5), ("kah", 5), ("pun", 5)),
    *(("ku", 4), ("mu", 4), ("ne", 4), ("e", 4)),
)
_ENDS = tuple(ending for ending, _ in _ENDINGS)
#: After these a full stop ends no sentence.
_SHORTENED = frozenset(
    {"kec", "kel", "ds", "kab", "kp", "jl", "jln", "gg", "rt", "rw", "no", "bpk", "dr", "h", "hj"}
    | {"tlp", "telp", "prov", "komp", "blok", "perum", "pt", "cv", "st"}
)
_EDGES = re.compile(r"^\W+|\W+$")


class Message(NamedTuple):
    """What was written, word by word. The five are equally long.

    Parameters
    ----------
    words
        Plain lower-case letters in the usual spelling; ``?``, ``!`` and symbols stand among them.
    bare
        The same without endings as ``-nya``.
    plain
        Plain lower-case letters as they were spelled, for names.
    shown
        As they were written.
    sentences
        The number of the sentence of each word, from 0.
    """

    words: tuple[str, ...]
    bare: tuple[str, ...]
    plain: tuple[str, ...]
    shown: tuple[str, ...]
    sentences: tuple[int, ...]


@lru_cache(maxsize=_REMEMBERED_MESSAGES)
def read(text: str) -> Message:
    """Read the first ``LONGEST`` words of a message."""
    written = pieces(text)
    found: list[str] = []
    ends: list[int] = []
    for start in range(0, len(written), LONGEST):
        for told in map(_read.__getitem__, written[start : start + LONGEST]):
            found += told
            if len(told) % 4:
                found.pop()
                ends.append(len(found) // 4)
        if len(found) >= 4 * LONGEST:
            break
    words, bares, plain, shown = (tuple(found[at : 4 * LONGEST : 4]) for at in range(4))
    return Message(words, bares, plain, shown, _sentences(ends, len(words)))


def _sentences(ends: Sequence[int], size: int) -> tuple[int, ...]:
    """Return the number of the sentence of each word, from where sentences end."""
    numbers: list[int] = []
    for number, end in enumerate((*ends, size)):
        numbers += [number] * (end - len(numbers))
    return tuple(numbers[:size])


class _Pieces(dict[str, tuple[str, ...]]):
    """Pieces that were read, and any other as soon as somebody asks for it: of each of its words
    the usual spelling, that without its ending, how it was spelled, and how it was written; and one
    more, ``_END``, where a sentence ends with it."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED_PIECES:
            self.clear()
        read = self[piece] = _piece(piece)
        return read


_read = _Pieces()
_END = "."


def _piece(piece: str) -> tuple[str, ...]:
    parts = normalise(piece).parts
    if len(parts) == 1 and piece.isascii() and piece.isalnum():
        return _words(parts[0], piece)
    kept = [part for part in parts if _speaks(part)]
    written = _EDGES.sub("", piece)
    whole = len([part for part in kept if part[0].isalnum()]) == 1
    found: list[str] = []
    for part in kept:
        found += _words(part, written if whole and part[0].isalnum() else part)
    if _ends(parts):
        found.append(_END)
    return tuple(found)


def _words(part: str, shown: str) -> tuple[str, ...]:
    word = spelled(part) if part[0].isalnum() else part[0]
    if " " not in word:
        return (word, bare(word), part, shown)
    return tuple([told for one in word.split() for told in (one, bare(one), part, shown)])


def _ends(parts: tuple[str, ...]) -> bool:
    if not parts or parts[-1][0] not in "?!.;":
        return False
    return parts[-1][0] != "." or len(parts) < 2 or parts[-2] not in _SHORTENED


def _speaks(part: str) -> bool:
    return part[0].isalnum() or part[0] in "?!" or ord(part[0]) > 0x2190


@lru_cache(maxsize=1_024)  # a new word is looked up by several matchers, one after the other
def bare(word: str) -> str:
    """Return a word without its ending."""
    if not word.endswith(_ENDS):
        return word
    for ending, stays in _ENDINGS:
        if word.endswith(ending) and len(word) >= stays + len(ending):
            return word[: -len(ending)]
    return word
