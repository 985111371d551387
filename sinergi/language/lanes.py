"""Numbers side by side in one whole number, so that a row of many columns is added in one step,
exactly, and in any order.

A row is 32 bits for each column, in units of 1/4096. Sums are right while no column leaves -2^19
to 2^19, far beyond what 10,000 characters reach; the last one must not, or they are no row.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

UNIT = 4096  # of which whole numbers are made
_HALF = 1 << 31
LANE = 32  # bits of a column
_FOREIGN = sys.byteorder != "little"  # lanes are written as little-endian bytes everywhere


class Lanes:
    """Rows of so many columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._size = 4 * width
        self.lift = sum(_HALF << (LANE * n) for n in range(width))  # makes every lane positive

    def put(self, values: Iterable[float]) -> list[int]:
        """Return one number for a number in each column, for each row of these behind each other.

        All at once: of a head of 100,000 rows each would otherwise be cut and packed alone.
        """
        lifted = array("I", [round(value * UNIT) + _HALF for value in values])
        if _FOREIGN:
            lifted.byteswap()
        written, size, lift = lifted.tobytes(), self._size, self.lift
        starts = range(0, len(written), size)
        return [int.from_bytes(written[at : at + size], "little") - lift for at in starts]

    def take(self, total: int) -> array[int]:
        """Return what stands in each column, in units."""
        return self.columns([total + self.lift])

    def columns(self, lifted: Sequence[int]) -> array[int]:
        """Return the lanes of rows behind each other, in units: every n-th is one column. The lift
        was added to each of the rows."""
        lift, size = self.lift, self._size
        # The lift is one bit of each lane: with it turned, a lane is a signed number.
        found = array("i", b"".join([(row ^ lift).to_bytes(size, "little") for row in lifted]))
        if _FOREIGN:
            found.byteswap()
        return found
