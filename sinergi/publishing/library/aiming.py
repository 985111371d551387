"""Where a picture is cut: shapes, pieces, and where a person aims. Plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sinergi.publishing.models import LibraryCrop

Shape = LibraryCrop.Shape

#: The shapes in which networks cut, as width / height.
RATIOS: Mapping[str, float] = {
    Shape.SQUARE: 1.0,
    Shape.PORTRAIT: 0.8,
    Shape.TALL: 0.5625,
    Shape.WIDE: 1.91,
}
#: Parts of a full screen that lie under buttons and words of the network (top, right, bottom,
#: left) where its card does not say: the narrowest that is published, that of reels
#: (https://www.facebook.com/business/ads-guide: 14 % above, 35 % below, 6 % at the sides).
COVERED = (0.14, 0.06, 0.35, 0.06)
LEAST_SIZE, WHOLE = 20, 100


class Box(NamedTuple):
    """A piece of an image, in its pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a piece lies, in percent: its middle, and how much of the largest one is taken."""

    x: int = 50
    y: int = 50
    size: int = WHOLE


def ratio_close(one: float, other: float) -> bool:
    return abs(one - other) < 0.02


def shape_of(ratio: float) -> str:
    """Return the name of a shape; "" where it is none of ours."""
    return next((str(name) for name, there in RATIOS.items() if ratio_close(there, ratio)), "")


def within(ratio: float, wide: int, high: int) -> tuple[int, int]:
    """Return the largest size of a shape, in whole pixels, that lies within so many."""
    across = min(wide, high * ratio)
    return max(1, round(across)), max(1, round(across / ratio))


def box(width: int, height: int, ratio: float, aim: Aim) -> Box:
    """Return the piece of an image in a shape, as near to where it is aimed as it can lie."""
    across = min(width, height * ratio) * aim.size / WHOLE
    high = across / ratio
    wide, tall = max(1, min(width, round(across))), max(1, min(height, round(high)))
    left = _between(0, round(width * aim.x / 100 - wide / 2), width - wide)
    top = _between(0, round(height * aim.y / 100 - tall / 2), height - tall)
    return Box(left, top, wide, tall)


def parts(width: int, height: int, found: Box) -> tuple[float, float, float, float]:
    """Return a piece in parts of the whole."""
    return (
        found.left / width, found.top / height, found.width / width, found.height / height,
    )  # fmt: skip


def _between(least: int, value: int, most: int) -> int:
    return max(least, min(value, most))
