"""What a day is for an office, and why: its own rules, plain values in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sinergi.lib.working.hours import Spans, Week
from sinergi.lib.working.national import Holiday


class Why(StrEnum):
    """What decided about a day."""

    ALWAYS = "always"
    WEEK = "week"
    PERIOD = "period"
    HOLIDAY = "holiday"
    COLLECTIVE = "collective"
    OFF = "off"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Period:
    """Other hours from a first to a last day, both included: Ramadan, for example."""

    first: date
    last: date
    week: Week
    name: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A day that an office settled itself: off, or worked although it would be off.

    ``spans`` are its hours where they differ from those the weekday has.
    """

    day: date
    works: bool
    name: str = ""
    basis: str = ""
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Day:
    """When an office works on a day, and what decided it. No spans: closed."""

    day: date
    spans: Spans
    why: Why
    name: str = ""
    basis: str = ""
    holiday: Holiday | None = None


def decide(
    day: date, usual: Week, periods: Sequence[Period], mark: Mark | None, holiday: Holiday | None
) -> Day:
    """Return what a day is: what an office marked stands above holidays, these above the hours.

    The first of ``periods`` that has the day gives its hours, else the usual week. Where a marked
    day is worked but its weekday has no hours, those of the first weekday that has some hold.
    """
    period = next((found for found in periods if found.first <= day <= found.last), None)
    week = period.week if period else usual
    spans = week[day.weekday()]
    if mark is not None:
        why = Why.WORKING if mark.works else Why.OFF
        hours = (mark.spans or spans or next(filter(None, week), ())) if mark.works else ()
        return Day(day, hours, why, mark.name, mark.basis, holiday)
    if holiday is not None:
        why = Why.COLLECTIVE if holiday.collective else Why.HOLIDAY
        return Day(day, (), why, holiday.name, holiday=holiday)
    if period is not None:
        return Day(day, spans, Why.PERIOD, period.name, period.basis)
    return Day(day, spans, Why.WEEK)


def by_day(marks: Sequence[Mark]) -> Mapping[date, Mark]:
    """Return marks by their day; of two on one day the first holds."""
    return {mark.day: mark for mark in reversed(marks)}
