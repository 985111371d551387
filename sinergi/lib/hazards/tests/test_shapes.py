"""Shares of areas, held against an exact clip of convex shapes and against laws."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.lib.hazards import shapes
from sinergi.lib.hazards.shapes import Point, Ring

SQUARE: Ring = ((0, 0), (1, 0), (1, 1), (0, 1))


def convex(x: float, y: float, size: float, corners: int, turn: float) -> Ring:
    angles = (turn + 2 * math.pi * n / corners for n in range(corners))
    return tuple((x + size * math.cos(a), y + size * math.sin(a)) for a in angles)


rings = st.builds(
    convex,
    st.floats(-2, 2),
    st.floats(-2, 2),
    st.floats(0.3, 2),
    st.integers(3, 9),
    st.floats(0, 1),
)


def gauss(ring: Ring) -> float:
    """The area by the shoelace formula."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def clipped(subject: Ring, window: Ring) -> Ring:
    """Sutherland and Hodgman: exact for a convex window whose corners turn to the left."""
    found: list[Point] = list(subject)
    for (x1, y1), (x2, y2) in zip(window, (*window[1:], window[0]), strict=True):

        def side(p: Point, x1=x1, y1=y1, x2=x2, y2=y2) -> float:  # type: ignore[no-untyped-def]
            return float((x2 - x1) * (p[1] - y1) - (y2 - y1) * (p[0] - x1))

        def cut(around: list[Point]) -> Iterator[Point]:
            for a, b in zip(around, [*around[1:], *around[:1]], strict=True):
                sa, sb = side(a), side(b)
                if sa >= 0:
                    yield a
                if (sa >= 0) != (sb >= 0):
                    t = sa / (sa - sb)
                    yield (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))

        found = list(cut(found))
    return tuple(found)


@given(rings, rings)
def test_a_share_is_what_an_exact_clip_finds(one: Ring, other: Ring) -> None:
    both = clipped(one, other)
    exact = gauss(both) / min(gauss(one), gauss(other)) if len(both) > 2 else 0.0
    assert shapes.common((one,), (other,)) == pytest.approx(exact, abs=0.02)


@given(rings, rings)
def test_neither_comes_first_and_a_part_is_wholly_shared(one: Ring, other: Ring) -> None:
    assert shapes.common((one,), (other,)) == pytest.approx(
        shapes.common((other,), (one,)), abs=1e-9
    )
    middle = (sum(c[0] for c in one) / len(one), sum(c[1] for c in one) / len(one))
    small = tuple(
        (middle[0] + (x - middle[0]) / 3, middle[1] + (y - middle[1]) / 3) for x, y in one
    )
    assert shapes.common((one,), (small,)) == pytest.approx(1.0, abs=0.02)


@given(rings, st.floats(-3, 3), st.floats(-3, 3))
def test_a_point_is_inside_where_an_exact_test_says_so(ring: Ring, x: float, y: float) -> None:
    sides = [
        (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
        for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)
    ]
    if min(map(abs, sides)) > 1e-6:
        assert shapes.inside((x, y), (ring,)) == all(side > 0 for side in sides)


def test_a_hole_is_outside() -> None:
    hole: Ring = ((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))
    assert not shapes.inside((0.5, 0.5), (SQUARE, hole))
    assert shapes.inside((0.1, 0.5), (SQUARE, hole))
    assert shapes.area((SQUARE, hole)) == pytest.approx(0.75, abs=0.01)


def test_neighbours_that_only_touch_share_nothing() -> None:
    beside = tuple((x + 1, y) for x, y in SQUARE)
    assert shapes.common((SQUARE,), (beside,)) == 0.0


def test_a_circle_is_as_large_as_it_says() -> None:
    ring = shapes.circle((106.8, -6.6), 10)
    height = shapes.box((ring,))[3] - shapes.box((ring,))[1]
    assert height * shapes.DEGREE == pytest.approx(20, rel=0.01)


@pytest.mark.parametrize("corners", [[(0, 0), (1, 1)], [(0, 0), (1, 0), (0, 95)], [(1, 1)] * 1])
def test_what_is_no_ring_on_earth_is_refused(corners: list[Point]) -> None:
    with pytest.raises(ValueError, match=r"corners|earth"):
        shapes.ring(corners)
