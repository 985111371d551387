"""A history as a line: in its frame, by time and not by number, with a scale that is written."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sinergi.insights import charts
from sinergi.insights.tests.conftest import NOON


def test_one_moment_is_no_line() -> None:
    assert charts.line([]) is None
    assert charts.line([(NOON, 5), (NOON, 6)]) is None


@pytest.mark.parametrize("values", [[5, 5], [0, 0], [0, 1], [1, 10**12], [1409, 1500], [999, 1001]])
def test_every_point_lies_in_the_frame_and_every_value_on_the_scale(values: list[int]) -> None:
    found = charts.line([(NOON + timedelta(days=n), v) for n, v in enumerate(values)])
    assert found is not None
    assert all(charts.LEFT <= x <= charts.WIDTH - charts.RIGHT for x, _ in found.dots)
    assert all(charts.TOP <= y <= charts.HEIGHT - charts.BOTTOM for _, y in found.dots)
    assert found.marks[0].value <= min(values) <= max(values) <= found.marks[-1].value


def test_points_stand_where_their_time_is() -> None:
    days = (0, 1, 10)
    found = charts.line([(NOON + timedelta(days=n), n) for n in days])
    assert found is not None
    across = charts.WIDTH - charts.LEFT - charts.RIGHT
    assert [x for x, _ in found.dots] == [charts.LEFT + across * n / 10 for n in days]
