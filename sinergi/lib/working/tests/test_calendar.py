"""Days and deadlines as an office counts them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from sinergi.lib.working import (
    USUAL,
    Calendar,
    Mark,
    NeverOpen,
    Period,
    Why,
    always,
    in_order,
    spans,
    week,
    written,
)
from sinergi.lib.working.tests.offices import (
    FASTING_OFFICE,
    JAKARTA,
    RAMADAN,
    USUAL_OFFICE,
    at,
)

HOUR = timedelta(hours=1)


def test_three_working_days_after_23_december_2026_is_the_30th() -> None:
    assert USUAL_OFFICE.working_day(date(2026, 12, 23), 3) == date(2026, 12, 30)
    assert USUAL_OFFICE.add_days(date(2026, 12, 23), 3) == at("2026-12-30T16:00")
    assert USUAL_OFFICE.add_days(at("2026-12-23T09:12"), 3) == at("2026-12-30T16:00")


def test_an_hour_asked_for_before_lunch_or_on_friday_ends_after_the_break() -> None:
    assert USUAL_OFFICE.add(at("2026-11-23T11:30"), HOUR) == at("2026-11-23T13:30")
    assert USUAL_OFFICE.add(at("2026-11-27T11:00"), HOUR) == at("2026-11-27T13:30")
    assert USUAL_OFFICE.add(at("2026-11-27T16:00"), HOUR) == at("2026-11-30T08:00")
    assert USUAL_OFFICE.add(at("2026-11-28T23:59"), HOUR) == at("2026-11-30T08:30")


def test_an_hour_that_ends_with_the_day_ends_then_and_not_the_next_morning() -> None:
    assert USUAL_OFFICE.add(at("2026-11-23T15:00"), HOUR) == at("2026-11-23T16:00")


def test_the_same_working_day_is_the_next_one_after_hours() -> None:
    same = [
        USUAL_OFFICE.add_days(at(moment), 0)
        for moment in ("2026-11-23T05:00", "2026-11-23T15:59", "2026-11-23T16:00")
    ]
    assert same == [at("2026-11-23T16:00"), at("2026-11-23T16:00"), at("2026-11-24T16:00")]
    assert USUAL_OFFICE.add_days(date(2026, 11, 28), 0) == at("2026-11-30T16:00")


def test_ramadan_has_its_own_hours_and_a_reason() -> None:
    day = FASTING_OFFICE.day(date(2026, 3, 4))
    assert (day.why, day.name, day.basis) == (Why.PERIOD, "Ramadan", "SE Bupati")
    assert FASTING_OFFICE.add_days(date(2026, 3, 3), 1) == at("2026-03-04T15:00")
    assert FASTING_OFFICE.day(date(2026, 3, 19)).why is Why.HOLIDAY


def test_a_marked_day_stands_above_a_holiday() -> None:
    served = Mark(date(2026, 12, 24), works=True, name="Piket", spans=week(USUAL)[0][:1])
    closed = Mark(date(2026, 12, 28), works=False, name="Banjir", basis="SK 1/2026")
    office = Calendar(JAKARTA, marks=(served, closed))
    assert office.add_days(date(2026, 12, 23), 1) == at("2026-12-24T12:00")
    assert office.add_days(date(2026, 12, 23), 2) == at("2026-12-29T16:00")
    assert office.day(date(2026, 12, 24)).holiday is not None
    assert office.day(date(2026, 12, 28)).basis == "SK 1/2026"


def test_a_worked_saturday_without_hours_has_those_of_an_ordinary_day() -> None:
    saturday = date(2026, 3, 7)
    office = Calendar(JAKARTA, periods=(RAMADAN,), marks=(Mark(saturday, works=True),))
    assert office.closing(saturday) == at("2026-03-07T15:00")
    assert Calendar(JAKARTA, marks=(Mark(saturday, works=True),)).closing(saturday) == at(
        "2026-03-07T16:00"
    )


def test_of_two_periods_and_marks_the_first_holds() -> None:
    near = Period(date(2026, 3, 4), date(2026, 3, 4), week({"wed": [["09:00", "10:00"]]}))
    marks = (Mark(date(2026, 3, 5), works=False), Mark(date(2026, 3, 5), works=True))
    office = Calendar(JAKARTA, periods=(near, RAMADAN), marks=marks)
    assert office.closing(date(2026, 3, 4)) == at("2026-03-04T10:00")
    assert office.day(date(2026, 3, 5)).spans == ()
    assert office.closing(date(2026, 3, 6)) == at("2026-03-06T15:30")


def test_hours_until_midnight_go_on_into_the_next_day() -> None:
    night = Calendar(JAKARTA, week({"mon": [["20:00", "24:00"]], "tue": [["00:00", "04:00"]]}))
    assert night.is_open(at("2026-11-23T23:59:59"))
    assert night.is_open(at("2026-11-24T00:00"))
    assert night.between(at("2026-11-23T00:00"), at("2026-11-25T00:00")) == 8 * HOUR
    assert night.add_days(date(2026, 11, 22), 1) == at("2026-11-24T00:00")
    assert night.add_days(at("2026-11-24T00:00"), 1) == at("2026-12-01T00:00")


def test_an_office_that_never_closes_counts_every_hour_and_every_day() -> None:
    office = always(JAKARTA)
    midnight = at("2026-12-24T23:00")
    assert office.add(midnight, 72 * HOUR) == midnight + 72 * HOUR
    assert office.between(midnight, midnight + 500 * 24 * HOUR) == 12_000 * HOUR
    assert office.add_days(midnight, 0) == at("2026-12-25T00:00")
    assert office.add_days(midnight, 1) == at("2026-12-26T00:00")
    assert office.day(date(2026, 12, 25)).why is Why.ALWAYS


def test_an_office_without_hours_is_told_so_and_not_waited_for() -> None:
    office = Calendar(JAKARTA, week({}))
    now = at("2026-11-23T08:00")
    assert not office.is_open(now)
    assert office.between(now, at("2036-11-23T08:00")) == timedelta()
    assert office.add(now, timedelta()) == now
    asked: list[Callable[[], object]] = [
        lambda: office.add(now, HOUR),
        lambda: office.next_opening(now),
        lambda: office.add_days(now, 0),
        lambda: office.working_day(now.date(), 1),
        lambda: USUAL_OFFICE.add(now, timedelta(days=100_000)),
    ]
    for ask in asked:
        with pytest.raises(NeverOpen, match="20 years"):
            ask()


def test_what_is_no_moment_and_no_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        USUAL_OFFICE.is_open(datetime(2026, 11, 23))  # noqa: DTZ001
    with pytest.raises(ValueError, match="working time"):
        USUAL_OFFICE.add(at("2026-11-23T08:00"), -HOUR)
    with pytest.raises(ValueError, match="working days"):
        USUAL_OFFICE.add_days(at("2026-11-23T08:00"), -1)
    with pytest.raises(KeyError):
        USUAL_OFFICE.closing(date(2026, 11, 28))


def test_hours_are_held_to_the_order_of_a_day() -> None:
    assert all(in_order(day) for day in week(USUAL))
    assert in_order(spans([["20:00", "24:00"]]))
    assert not in_order(spans([["12:00", "08:00"]]))
    assert not in_order(spans([["08:00", "12:00"], ["11:00", "13:00"]]))
    assert week(written(week(USUAL))) == week(USUAL)
    with pytest.raises(ValueError, match="24:30"):
        week({"mon": [["20:00", "24:30"]]})
