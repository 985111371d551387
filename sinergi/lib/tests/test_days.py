"""Days and times in the cells of people."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from sinergi.lib import days
from sinergi.lib.text import No


@pytest.mark.parametrize("spelled", ["2026-01-31", "31-01-2026", "31/01/2026", " 31.1.2026 "])
def test_a_day_is_read_as_it_is_written_here(spelled: str) -> None:
    assert days.day(spelled) == date(2026, 1, 31)


@pytest.mark.parametrize("spelled", ["08:30", "8.30", "08.30.00", "08:30 WIB", "8.30WIB"])
def test_a_time_has_colons_or_points(spelled: str) -> None:
    assert days.clock(spelled) == time(8, 30)


@pytest.mark.parametrize("spelled", ["", "besok", "31/02/2026", "01/31/2026", "31/01/26", "24.00"])
def test_what_is_neither_is_none(spelled: str) -> None:
    assert days.day(spelled) is None
    assert days.clock(spelled) is None
    assert days.moment(spelled) is None


def test_a_moment_is_a_day_with_or_without_its_time() -> None:
    assert days.moment("31/01/2026 08.30") == datetime(2026, 1, 31, 8, 30)  # noqa: DTZ001
    assert days.moment("31/01/2026") == datetime(2026, 1, 31)  # noqa: DTZ001
    assert days.moment("31/01/2026 pagi") is None


@pytest.mark.parametrize("year", [1, 1999, 2201, 9999])
def test_a_year_nobody_means_is_refused(year: int) -> None:
    days.check_year(None, datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(No, match="between 2000 and 2200"):
        days.check_year(datetime(year, 1, 1, tzinfo=UTC))
