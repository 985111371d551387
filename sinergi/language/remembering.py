"""What pieces of messages add to the scores of heads, remembered piece by piece.

What a piece adds depends on nothing around it, and most pieces were read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from sinergi.language.features import Word, count_part, marked
from sinergi.language.lanes import Lanes
from sinergi.language.normalising import Piece, normalise

_MOST = 16_384  # pieces, and parts of pieces; about 10 MB, then all is forgotten and learnt again


#: What is remembered of a part or a piece: its words; what its words and its letters add, as rows
#: of ``Lanes``; how many features these are, and how many of its letters' features carry weight;
#: both rows in bytes, for the words that drove a decision. A plain tuple, as a ``Word`` is.
Remembered = tuple[tuple[Word, ...], int, int, int, int, int, bytes]


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
        dressed = sum([self._table[mark] for mark in marks])
        if not parts:
            return self._new((), dressed, 0, len(marks), 0, 0)
        words, single, grams, singles, gramed, known, _ = zip(*parts, strict=True)
        return self._new(
            tuple(chain.from_iterable(words)),
            sum(single, dressed),
            sum(grams),
            sum(singles, len(marks)),
            sum(gramed),
            sum(known),
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
        return (words, single, grams, singles, gramed, known, told)


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
