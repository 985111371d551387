"""The whole of 2026 for one office, counted again another way: minute by minute, by its wall."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import accumulate

import pytest

from sinergi.lib.working.tests.offices import FASTING_OFFICE, JAKARTA

MINUTE = timedelta(minutes=1)
FIRST = datetime(2026, 1, 1, tzinfo=JAKARTA)

#: SKB 1497/2025, 2/2025 and 5/2025: public holidays and collective leave on Monday to Friday.
OFF = {
    date(2026, month, day)
    for month, days in {
        1: (1, 16),
        2: (16, 17),
        3: (18, 19, 20, 23, 24),
        4: (3,),
        5: (1, 14, 15, 27, 28),
        6: (1, 16),
        8: (17, 25),
        12: (24, 25),
    }.items()
    for day in days
}

#: From 08.00 instead of 07.30, until 15.00 instead of 16.00.
FASTING = range(date(2026, 2, 19).toordinal(), date(2026, 3, 20).toordinal() + 1)


def worked(minute: datetime) -> bool:
    """The hours of Perpres 21/2023 in plain comparisons."""
    if minute.weekday() > 4 or minute.date() in OFF:
        return False
    friday, clock = minute.weekday() == 4, minute.hour * 100 + minute.minute
    if minute.date().toordinal() in FASTING:
        noon = (1130, 1230) if friday else (1200, 1230)
        return 800 <= clock < noon[0] or noon[1] <= clock < (1530 if friday else 1500)
    noon = (1130, 1300) if friday else (1200, 1300)
    return 730 <= clock < noon[0] or noon[1] <= clock < (1630 if friday else 1600)


@pytest.fixture(scope="module")
def minutes() -> list[bool]:
    """Whether each minute of the year is worked."""
    return [worked(FIRST + n * MINUTE) for n in range(365 * 24 * 60)]


def test_every_day_has_the_time_that_its_minutes_have(minutes: list[bool]) -> None:
    for n in range(365):
        day = FIRST + timedelta(days=n)
        found = FASTING_OFFICE.between(day, day + timedelta(days=1))
        assert found == sum(minutes[n * 1440 : (n + 1) * 1440]) * MINUTE, day


def test_every_quarter_of_an_hour_is_as_open_as_its_minute(minutes: list[bool]) -> None:
    for n in range(0, len(minutes), 15):
        assert FASTING_OFFICE.is_open(FIRST + n * MINUTE) == minutes[n], FIRST + n * MINUTE


def test_what_was_worked_since_new_year_is_the_sum_of_minutes(minutes: list[bool]) -> None:
    sums = [0, *accumulate(minutes)]
    for n in range(0, len(minutes) + 1, 37):
        assert FASTING_OFFICE.between(FIRST, FIRST + n * MINUTE) == sums[n] * MINUTE


def test_adding_finds_the_minute_at_which_the_sum_is_reached(minutes: list[bool]) -> None:
    ends = [n + 1 for n, works in enumerate(minutes) if works]
    for wanted in range(1, len(ends), 53):
        found = FASTING_OFFICE.add(FIRST, wanted * MINUTE)
        assert found == FIRST + ends[wanted - 1] * MINUTE


def test_a_week_has_the_hours_of_the_regulation() -> None:
    monday = datetime(2026, 11, 23, tzinfo=JAKARTA)
    assert FASTING_OFFICE.between(monday, monday + timedelta(days=7)) == timedelta(hours=37.5)
    fasting = datetime(2026, 3, 2, tzinfo=JAKARTA)
    assert FASTING_OFFICE.between(fasting, fasting + timedelta(days=7)) == timedelta(hours=32.5)
