"""What pieces of messages add to the scores of heads, remembered piece by piece.

What a piece adds depends on nothing around it, and most pieces were read before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sinergi.language.features import LETTER_MASK, SIZE, Word, count_part, letters, marked, pairs
from sinergi.language.lanes import LANE, Lanes
from sinergi.language.normalising import normalise

_MOST = 16_384  # pieces, and parts of pieces; about 10 MB, then all is forgotten and learnt again


#: How strange a word is of which no head knows anything, and one that carries weight: of a language
#: that was learnt nine words in ten do, by chance one in seven of any other.
UNKNOWN, KNOWN = 2, -1


#: What is remembered of a piece, or of a part of one: the bytes of its first word; the CRC-32 with
#: which a pair begins whose first word is its last; whether a word of it negates; its words; and a
#: row of ``Rows``, lifted (``Lanes``). Of a piece without words the first two are empty. A plain
#: tuple, as a ``Word`` is.
Remembered = tuple[bytes, int, bool, tuple[Word, ...], int]


class Rows:
    """Rows of pieces, of a table of so many columns: what the words add in each, then what the
    letters add, then how many features of words there are and how many of letters, how many
    of these carry weight, and how strange the words are."""

    def __init__(self, table: Sequence[int], width: int) -> None:
        self.table = table
        self.width = width
        self.lanes = Lanes(2 * width + 4)
        self._of_letters = table[SIZE:]
        self._half = LANE * width

    def row(self, words: Sequence[int], letters: Iterable[int] = (), strange: int = 0) -> int:
        """Return the row of features of words, and of letters: these as CRC-32, not cut short."""
        table, half = self._of_letters, self._half
        told = [table[feature & LETTER_MASK] for feature in letters]
        count = len(told)
        counts = (strange << LANE) + count - told.count(0)
        counts = (((counts << LANE) + count) << LANE) + len(words)
        own = sum(map(self.table.__getitem__, words))
        return (((counts << half) + sum(told)) << half) + own


class Parts(dict[str, Remembered]):
    """Parts of pieces that were read, and any other as soon as somebody asks for it."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, part: str) -> Remembered:
        word, single = count_part(part)
        if len(self) >= _MOST:
            self.clear()
        strange = 0
        if part[0].isalpha():
            strange = KNOWN if self._rows.table[single[0]] else UNKNOWN
        row = self._rows.row(single, letters(part), strange)
        new = self[part] = word[0], word[1], word[3], (word,), row + self._rows.lanes.lift
        return new

    def joined(self, parts: Sequence[str], marks: Sequence[str]) -> Remembered:
        """Return what parts add, with what they add to each other, and how they were dressed."""
        told = [*map(self.__getitem__, parts)]
        words = tuple([word for _, _, _, [word], _ in told])
        lift = self._rows.lanes.lift
        row = self._rows.row((*marked(marks), *pairs(words))) + lift
        row += sum([row for *_, row in told]) - len(told) * lift
        if not words:
            return b"", 0, False, (), row
        negates = True in [word[3] for word in words]
        return words[0][0], words[-1][1], negates, words, row


class Pieces(dict[str, Remembered]):
    """Pieces that were read, and any other as soon as somebody asks for it."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._parts = Parts(rows)

    def __missing__(self, piece: str) -> Remembered:
        if len(self) >= _MOST:
            self.clear()
        parts, marks = normalise(piece)
        if len(parts) == 1 and not marks:
            new = self[piece] = self._parts[parts[0]]
        else:
            new = self[piece] = self._parts.joined(parts, marks)
        return new
