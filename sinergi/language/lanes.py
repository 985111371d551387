"""Numbers side by side in one whole number, so that a row of many columns is added in one step,
exactly, and in any order.

A row is 32 bits for each column, in units of 1/4096. Sums are right while no column leaves -2^19
to 2^19, far beyond what 10,000 characters reach.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence

UNIT = 4096  # of which whole numbers are made
_HALF = 1 << 31
_BITS = 32
_FOREIGN = sys.byteorder != "little"  # lanes are written as little-endian bytes everywhere


class Lanes:
    """Rows of so many columns."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._lift = sum(_HALF << (_BITS * n) for n in range(width))  # makes every lane positive
        self._most = (1 << (_BITS * width)) - 1
        self._shape = struct.Struct(f"<{width}I")

    def put(self, values: Sequence[float]) -> int:
        """Return one number for a number in each column."""
        lifted = self._shape.pack(*[round(value * UNIT) + _HALF for value in values])
        return int.from_bytes(lifted, "little") - self._lift

    def take(self, total: int) -> tuple[float, ...]:
        """Return what stands in each column."""
        lifted = ((total + self._lift) & self._most).to_bytes(4 * self.width, "little")
        return tuple([(lane - _HALF) / UNIT for lane in self._shape.unpack(lifted)])

    def written(self, row: int) -> bytes:
        """Return a row in bytes, to be read again by ``columns`` with others behind each other."""
        lift = self._lift  # adding it, and taking its bits away again, makes each lane signed
        return (((row + lift) & self._most) ^ lift).to_bytes(4 * self.width, "little")


def columns(rows: Iterable[bytes]) -> array[int]:
    """Return the lanes of rows behind each other, in ``UNIT``: every n-th is one column."""
    found = array("i", b"".join(rows))
    if _FOREIGN:
        found.byteswap()
    return found
