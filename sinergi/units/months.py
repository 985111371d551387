"""A month of an office, day by day: when it works, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sinergi.lib.working import Calendar, Day, Holiday, Why
from sinergi.units import calendars, rules, shown
from sinergi.units.models import SpecialDay, SpecialHours, Unit

#: What can be shown and settled.
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2149, 12, 31)

#: How many settled days are listed under a month.
MOST = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A day as it is shown. ``hours`` is "" when it is closed, ``why`` when nothing is special.

    ``label`` is weekday and day, ``inside`` is False for days of the months beside.
    """

    day: date
    label: str
    hours: str
    why: str
    basis: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Month:
    """Whole weeks from Monday on, so that the days of a weekday stand below each other.

    ``earlier`` and ``later`` are the first days of the months beside it. ``known`` is False for a
    year of which nobody knows the holidays.
    """

    title: str
    earlier: date
    later: date
    cells: Sequence[Cell]
    known: bool


def month(unit: Unit, first: date) -> Month:
    """Return the month that begins with ``first``."""
    calendar = calendars.of(unit.pk)
    later = (first + timedelta(days=31)).replace(day=1)
    earlier = (first - timedelta(days=1)).replace(day=1)
    cells = [_cell(calendar, day, first) for day in _weeks(first, later)]
    return Month(
        date_format(first, "F Y"), earlier, later, cells, bool(calendar.holidays(first.year))
    )


def days_settled(unit: Unit, since: date) -> QuerySet[SpecialDay]:
    """Return what this office and those above settled for days from one on, the next first."""
    rows = SpecialDay.objects.filter(unit_id__in=rules.way(unit.path), day__gte=since)
    return rows.select_related("unit").order_by("day", "-unit__path")[:MOST]


def hours_settled(unit: Unit, since: date) -> QuerySet[SpecialHours]:
    """Return the other hours of this office and those above that end on a day or later."""
    rows = SpecialHours.objects.filter(unit_id__in=rules.way(unit.path), last__gte=since)
    return rows.select_related("unit").order_by("first", "-unit__path")[:MOST]


def today(unit: Unit, day: date) -> Cell:
    """Return what a day is for an office."""
    return _cell(calendars.of(unit.pk), day, day)


def _weeks(first: date, later: date) -> Iterator[date]:
    day = first - timedelta(days=first.weekday())
    while day < later or day.weekday():
        yield day
        day += timedelta(days=1)


def _cell(calendar: Calendar, day: date, first: date) -> Cell:
    found = calendar.day(day)
    inside = (day.year, day.month) == (first.year, first.month)
    return Cell(
        day, date_format(day, "D j"), shown.written(found.spans), _why(found), found.basis, inside
    )


def _why(day: Day) -> str:
    """Return what decided about a day, in the reader's language."""
    match day.why:
        case Why.ALWAYS:
            return _("Always open")
        case Why.HOLIDAY | Why.COLLECTIVE if day.holiday:
            return holiday_name(day.holiday)
        case Why.WEEK:
            return "" if day.spans else _("Not a working day")
    return day.name


def holiday_name(holiday: Holiday) -> str:
    indonesian = (get_language() or "").startswith("id")
    return holiday.name if indonesian else holiday.english
