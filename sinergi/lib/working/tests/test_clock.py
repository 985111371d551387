"""Clocks that stop while somebody is waited for."""

from __future__ import annotations

from datetime import timedelta

from sinergi.lib.working import (
    Clock,
)
from sinergi.lib.working.tests.offices import (
    USUAL_OFFICE,
    at,
)

HOUR = timedelta(hours=1)


def test_a_clock_stands_still_while_the_citizen_is_asked() -> None:
    asked, told = at("2026-11-23T09:00"), at("2026-11-25T14:00")
    start = at("2026-11-23T08:00")
    clock = Clock(USUAL_OFFICE, start, 4 * HOUR, [(asked, told)])
    assert clock.deadline() == at("2026-11-26T08:30")
    waiting = Clock(USUAL_OFFICE, start, 4 * HOUR, [(asked, None)])
    assert waiting.deadline() is None
    assert waiting.remaining(at("2026-12-31T12:00")) == 3 * HOUR
    late = Clock(USUAL_OFFICE, start, HOUR / 2, [(asked, None)])
    assert late.deadline() == at("2026-11-23T08:30")
    assert late.remaining(at("2026-11-23T10:30")) == -2 * HOUR


def test_a_working_day_counts_when_the_clock_runs_at_its_end() -> None:
    start = at("2026-11-23T08:00")
    noon = (at("2026-11-24T09:00"), at("2026-11-24T15:00"))
    night = (at("2026-11-25T15:00"), at("2026-11-26T09:00"))
    counted = [
        Clock(USUAL_OFFICE, start, 3, pauses).deadline() for pauses in ([], [noon], [night, noon])
    ]
    assert counted == [at("2026-11-26T16:00"), at("2026-11-26T16:00"), at("2026-11-27T16:30")]
    assert Clock(USUAL_OFFICE, start, 3, [(noon[0], None)]).deadline() is None
    assert Clock(USUAL_OFFICE, start, 0).deadline() == at("2026-11-23T16:00")


def test_pauses_that_overlap_are_one() -> None:
    start = at("2026-11-23T08:00")
    moments = [at(f"2026-11-23T{hour:02}:00") for hour in (9, 10, 11)]
    pauses = [(moments[1], moments[2]), (moments[0], moments[2]), (moments[0], moments[1])]
    assert Clock(USUAL_OFFICE, start, 2 * HOUR, pauses).deadline() == at("2026-11-23T12:00")
