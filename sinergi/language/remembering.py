"""What pieces of messages add to the scores of heads, remembered piece by piece.

What a piece adds depends on nothing around it, and most pieces were read before.
"""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.language.features import Word, count_part, marked
from sinergi.language.lanes import LANE, Lanes
from sinergi.language.normalising import Piece, normalise

_MOST = 16_384  # pieces, and parts of pieces; about 10 MB, then all is forgotten and learnt again


#: What is remembered of a part or a piece: its words, and a row of ``Rows``. A plain tuple, as a
#: ``Word`` is.
Remembered = tuple[tuple[Word, ...], int]


class Rows:
    """Rows of pieces, of a table of so many columns: what the words add in each, then what the
    letters add, then how many features of words there are and how many of letters, and how many
    of these carry weight."""

    def __init__(self, table: Sequence[int], width: int) -> None:
        self.table = table
        self.width = width
        self.lanes = Lanes(2 * width + 3)
        self._letters = LANE * width
        self._counts = [1 << LANE * (2 * width + n) for n in range(3)]

    def words(self, features: Sequence[int]) -> int:
        """Return the row of features of words."""
        return sum([self.table[feature] for feature in features], len(features) * self._counts[0])

    def letters(self, features: Sequence[int]) -> int:
        """Return the row of features of letters."""
        table = self.table
        rows = [row for feature in features if (row := table[feature])]
        _, count, known = self._counts
        return (sum(rows) << self._letters) + len(features) * count + len(rows) * known


class Parts(dict[str, Remembered]):
    """Parts of pieces that were read, and any other as soon as somebody asks for it."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, part: str) -> Remembered:
        counted, rows = count_part(part), self._rows
        if len(self) >= _MOST:
            self.clear()
        row = rows.words(counted.single) + rows.letters(counted.grams)
        new = self[part] = (counted.words, row)
        return new

    def joined(self, piece: Piece) -> Remembered:
        """Return what a piece adds: its parts, and how it was dressed."""
        parts = [*map(self.__getitem__, piece.parts)]
        if len(parts) == 1 and not piece.marks:
            return parts[0]
        words = tuple([word for words, _ in parts for word in words])
        return words, sum([row for _, row in parts], self._rows.words(marked(piece.marks)))


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
