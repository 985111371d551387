"""Decisions about warnings, on plain values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.lib.hazards import Told, areas
from sinergi.lib.hazards.shapes import Ring, Shape
from sinergi.publishing.alerts import rules

NOW = datetime(2026, 11, 29, 10, tzinfo=UTC)
REGION = Path(__file__).parents[5] / "shared" / "data" / "region"


def told(
    *rings: Ring, points: tuple[tuple[float, float], ...] = (), codes: tuple[str, ...] = ()
) -> Told:
    return Told(
        "a", "warning", "alert", "x", NOW, NOW, NOW, rings=rings, points=points, codes=codes
    )


def square(x: float, y: float, size: float = 1) -> Ring:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size))


BORDERS = {1: (square(0, 0),), 2: (square(1, 0),)}


@given(st.floats(0.0, 1.0))
def test_a_share_of_a_tenth_concerns_and_of_a_hundredth_touches(part: float) -> None:
    found = rules.places(told(square(part, 0)), BORDERS, {}, named=False)
    mine = 1 - part
    if mine > 0.12:
        assert 1 in found.within
    elif 0.02 < mine < 0.08:
        assert 1 in found.edge
    elif mine < 0.001:
        assert 1 not in found.within | found.edge
    assert not found.within & found.edge


def test_a_village_is_in_its_district_and_another_regency_is_nobody() -> None:
    codes = {"32.01.01": 1}
    assert rules.places(told(codes=("32.01.01.1001",)), {}, codes, named=False).within == {1}
    assert rules.places(told(codes=("32.01.01",)), {}, codes, named=False).within == {1}
    elsewhere = rules.places(told(codes=("32.02.01.1001",)), {}, codes, named=False)
    assert (elsewhere.within, elsewhere.ours) == (frozenset(), False)


def test_a_point_is_in_the_district_around_it() -> None:
    found = rules.places(told(points=((1.5, 0.5),)), BORDERS, {}, named=False)
    assert found.within == {2}


@pytest.mark.parametrize(
    ("title", "only", "wanted"),
    [
        ("Hujan di JAWA BARAT", ("Jawa Barat",), True),
        ("Aceh", ("Jawa Barat",), False),
        ("x", (), True),
    ],
)
def test_only_titles_with_one_of_the_words_are_wanted(
    title: str, only: tuple[str, ...], wanted: bool
) -> None:
    assert rules.wanted(title, only) is wanted


def test_words_hold_until_their_end_and_not_at_it() -> None:
    def why(state: str, ends: datetime | None) -> str:
        return rules.why_not(state=state, ends=ends, reason="", now=NOW)

    assert why("taken", NOW + timedelta(seconds=1)) == ""
    assert why("taken", None) == ""
    assert why("taken", NOW)
    assert why("over", NOW + timedelta(days=1))


@given(st.integers(1, 1440), st.integers(0, 100))
def test_a_source_is_never_asked_more_often_than_it_says(minutes: int, failures: int) -> None:
    assert minutes <= rules.wait(minutes, failures) <= max(minutes, 120)
    assert rules.wait(minutes, failures) <= rules.wait(minutes, failures + 1)


def real_borders() -> dict[str, Shape]:
    file = REGION / "kecamatan_bogor_simplified.geojson"
    if not file.exists():
        pytest.skip("the borders of real districts are not on this machine")
    return areas.read(file.read_bytes())


def test_a_warning_drawn_along_a_real_border_concerns_that_district_alone() -> None:
    """Their borders are simplified: neighbours overlap by up to a fifteenth."""
    borders = real_borders()
    numbers = {code: n for n, code in enumerate(borders)}
    shapes = {numbers[code]: shape for code, shape in borders.items()}
    for code, shape in borders.items():
        found = rules.places(told(*shape), shapes, {}, named=False)
        assert found.within == {numbers[code]}, code
