"""What pieces of messages add to the scores of heads, remembered piece by piece.

What a piece adds depends on nothing around it, and most pieces were read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sinergi.language.features import Word, count_part, marked
from sinergi.language.lanes import Lanes
from sinergi.language.normalising import Piece, normalise

_MOST = 16_384  # pieces, and parts of pieces; about 10 MB, then all is forgotten and learnt again


class Remembered(NamedTuple):
    """A part or a piece: its words, what its words and its letters add, as a row of ``Lanes``,
    and how many features these are; ``known`` is how many of its letters' features carry weight;
    ``told`` are both rows in bytes, for the words that drove a decision."""

    words: tuple[Word, ...]
    single: int
    grams: int
    singles: int
    gramed: int
    known: int
    told: bytes


class Parts(dict[str, Remembered]):
    """Parts of pieces that were read, and any other as soon as somebody asks for it."""

    def __init__(self, table: Sequence[int], lanes: Lanes) -> None:
        super().__init__()
        self._table = table
        self._lanes = lanes

    def __missing__(self, part: str) -> Remembered:
        counted, table = count_part(part), self._table
        rows = [row for feature in counted.grams if (row := table[feature])]
        single = sum([table[feature] for feature in counted.single])
        sizes = (len(counted.single), len(counted.grams), len(rows))
        if len(self) >= _MOST:
            self.clear()
        new = self[part] = self._new(counted.words, single, sum(rows), *sizes)
        return new

    def joined(self, piece: Piece) -> Remembered:
        """Return what a piece adds: its parts, and how it was dressed."""
        parts = [*map(self.__getitem__, piece.parts)]
        if len(parts) == 1 and not piece.marks:
            return parts[0]
        marks = marked(piece.marks)
        words = tuple([word for part in parts for word in part.words])
        single = sum([self._table[mark] for mark in marks], sum([part.single for part in parts]))
        return self._new(
            words,
            single,
            sum([part.grams for part in parts]),
            sum([part.singles for part in parts], len(marks)),
            sum([part.gramed for part in parts]),
            sum([part.known for part in parts]),
        )

    def _new(
        self,
        words: tuple[Word, ...],
        single: int,
        grams: int,
        singles: int,
        gramed: int,
        known: int,
    ) -> Remembered:
        told = self._lanes.written(single) + self._lanes.written(grams)
        return Remembered(words, single, grams, singles, gramed, known, told)


class Pieces(dict[str, Remembered]):
    """Pieces that were read, and any other as soon as somebody asks for it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts

    def __missing__(self, piece: str) -> Remembered:
        if len(self) >= _MOST:
            self.clear()
        new = self[piece] = self._parts.joined(normalise(piece))
        return new
