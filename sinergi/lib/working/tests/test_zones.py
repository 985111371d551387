"""Offices in other zones, and where clocks change."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest

from sinergi.lib.working import (
    Calendar,
    always,
    week,
)
from sinergi.lib.working.tests.offices import (
    USUAL_OFFICE,
    at,
)

HOUR = timedelta(hours=1)


def test_two_offices_in_two_zones_open_one_after_the_other() -> None:
    east = Calendar(ZoneInfo("Asia/Jayapura"))
    now = at("2026-11-23T00:00")
    assert USUAL_OFFICE.next_opening(now) - east.next_opening(now) == 2 * HOUR


@pytest.mark.parametrize(
    ("day", "hours", "worked"),
    [
        ("2026-03-08", [["00:00", "24:00"]], 23),  # clocks go from 02.00 to 03.00
        ("2026-03-08", [["02:00", "03:00"]], 0),
        ("2026-03-08", [["01:30", "03:30"]], 1),
        ("2026-11-01", [["00:00", "24:00"]], 25),  # from 02.00 back to 01.00
        ("2026-11-01", [["01:00", "02:00"]], 2),
    ],
)
def test_where_clocks_change_hours_are_those_of_the_wall(
    day: str, hours: list[list[str]], worked: int
) -> None:
    zone = ZoneInfo("America/New_York")
    office = Calendar(zone, week({"sun": hours}))
    since = at(f"{day}T00:00", zone).astimezone(UTC)
    assert office.between(since, since + 26 * HOUR) == worked * HOUR


def test_a_day_that_an_island_left_out_is_not_worked() -> None:
    apia = always(ZoneInfo("Pacific/Apia"))
    assert apia.working_day(date(2011, 12, 29), 1) == date(2011, 12, 31)
