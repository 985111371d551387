"""Where a hazard is, on the map: points and rings of (longitude, latitude), even-odd.

Over a regency a degree is long enough the same everywhere that shares of areas may be taken on
degrees. Nothing here crosses the antimeridian: Indonesia ends at 141° E.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
#: Corners, the last joined to the first. A shape is rings: what lies in an odd number is inside.
Ring = tuple[Point, ...]
Shape = tuple[Ring, ...]
Box = tuple[float, float, float, float]

#: So many lines are laid through what two shapes may share: a share is right to about a hundredth.
LINES = 96

#: Kilometres of one degree of latitude.
DEGREE = 111.2


def inside(point: Point, shape: Shape) -> bool:
    """True when a point lies in a shape; on its border either answer may be given."""
    x, y = point
    return sum(cut < x for cut in _cuts(shape, y)) % 2 == 1


def area(shape: Shape) -> float:
    """Return how large a shape is, in square degrees."""
    return _swept(shape, shape, box(shape))


def common(one: Shape, other: Shape) -> float:
    """Return how much two shapes share, of the smaller of the two: 0.0 to 1.0.

    A border that two descriptions of the same place draw a little differently shares little.
    """
    here, there = box(one), box(other)
    both = (
        max(here[0], there[0]),
        max(here[1], there[1]),
        min(here[2], there[2]),
        min(here[3], there[3]),
    )
    if both[0] >= both[2] or both[1] >= both[3]:
        return 0.0
    smaller = min(area(one), area(other))
    return min(1.0, _swept(one, other, both) / smaller) if smaller else 0.0


def circle(middle: Point, kilometres: float, corners: int = 32) -> Ring:
    """Return a ring around a point on the ground."""
    x, y = middle
    high = kilometres / DEGREE
    wide = high / max(0.01, math.cos(math.radians(y)))
    turns = (2 * math.pi * n / corners for n in range(corners))
    return tuple((x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns)


def box(shape: Shape) -> Box:
    """Return the west, south, east and north end of a shape."""
    corners = [corner for ring in shape for corner in ring]
    if not corners:
        return (0.0, 0.0, 0.0, 0.0)
    xs, ys = [c[0] for c in corners], [c[1] for c in corners]
    return min(xs), min(ys), max(xs), max(ys)


def ring(corners: Iterable[Point]) -> Ring:
    """Return a ring without a repeated last corner. Raises ValueError for what is none on earth."""
    found = [(float(x), float(y)) for x, y in corners]
    if len(found) > 1 and found[0] == found[-1]:
        found.pop()
    if len(found) < 3:
        raise ValueError("a ring has three corners at least")
    if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in found):
        raise ValueError("not a place on earth")
    return tuple(found)


def _swept(one: Shape, other: Shape, both: Box) -> float:
    """Return what two shapes share within a box: lines through it, each as long as in both."""
    south, north = both[1], both[3]
    step = (north - south) / LINES
    total = 0.0
    for n in range(LINES):
        y = south + (n + 0.5) * step
        total += _shared(_cuts(one, y), _cuts(other, y))
    return total * step


def _cuts(shape: Shape, y: float) -> list[float]:
    """Return where a line of latitude meets the borders of a shape, from west to east."""
    found = []
    for corners in shape:
        before = corners[-1]
        for corner in corners:
            (x1, y1), (x2, y2) = before, corner
            if (y1 > y) != (y2 > y):
                found.append(x1 + (y - y1) * (x2 - x1) / (y2 - y1))
            before = corner
    return sorted(found)


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the length that lies between pairs of both."""
    total, i, k = 0.0, 0, 0
    while i + 1 < len(one) and k + 1 < len(other):
        total += max(0.0, min(one[i + 1], other[k + 1]) - max(one[i], other[k]))
        if one[i + 1] < other[k + 1]:
            i += 2
        else:
            k += 2
    return total
