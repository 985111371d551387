"""Charts as SVG, drawn on the server: no script, both themes, a table of the figures beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

#: Small, so that its words can be read on a phone; at a desk it is drawn a little larger.
WIDTH, HEIGHT = 400, 190
LEFT, RIGHT, TOP, BOTTOM = 60, 10, 12, 26

Point = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the scale: where it lies, and the value it stands for."""

    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Line:
    """A history as a line. ``path`` is SVG's; ``dots`` are the points where there are few."""

    path: str
    dots: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    first: datetime
    last: datetime
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


def line(points: Sequence[Point]) -> Line | None:
    """Return a line through points in the order of time; nothing for fewer than two moments."""
    if len({at for at, _ in points}) < 2:
        return None
    first, last = points[0][0], points[-1][0]
    low, high = _scale([value for _, value in points])
    across, up = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(point: Point) -> tuple[float, float]:
        at, value = point
        x = LEFT + across * ((at - first) / (last - first))
        return round(x, 1), _height(value, low, high, up)

    placed = [place(point) for point in points]
    marks = tuple(
        Mark(_height(value, low, high, up), value)
        for value in sorted({low, (low + high) // 2, high})
    )
    path = "M" + "L".join(f"{x} {y}" for x, y in placed)
    return Line(path, tuple(placed) if len(placed) <= 40 else (), marks, first, last)


def _scale(values: Sequence[int]) -> tuple[int, int]:
    """Return round ends around the values. The scale need not begin at 0: its ends are written."""
    low, high = min(values), max(values)
    step = _step(max(high - low, 1))
    low = low // step * step
    return low, max(-(-high // step) * step, low + step)


def _step(span: int) -> int:
    size = int("1" + "0" * (len(str(span)) - 1))
    return size if span >= 2 * size else max(size // 2, 1)


def _height(value: int, low: int, high: int, up: int) -> float:
    return round(TOP + up * (high - value) / (high - low), 1)
