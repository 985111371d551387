"""What a calendar shows at once: a month in whole weeks, a week, or days from one on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args

from django.utils import timezone

from sinergi.lib.text import No, say

View = Literal["month", "week", "agenda"]
VIEWS: tuple[View, ...] = get_args(View)

#: What can be looked at.
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
AGENDA = 14


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both shown; ``day`` is the one it was asked for."""

    view: View
    day: date
    first: date
    last: date

    def days(self) -> Iterator[date]:
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(days=1)

    def inside(self, day: date) -> bool:
        """False for the days of the months beside that fill the weeks of a month."""
        return self.view != "month" or (day.year, day.month) == (self.day.year, self.day.month)

    @property
    def start(self) -> datetime:
        return midnight(self.first)

    @property
    def end(self) -> datetime:
        """The first moment that is not shown any more."""
        return midnight(self.last + timedelta(days=1))

    @property
    def earlier(self) -> date:
        if self.view == "month":
            return (self.day.replace(day=1) - timedelta(days=1)).replace(day=1)
        return self.first - timedelta(days=7 if self.view == "week" else AGENDA)

    @property
    def later(self) -> date:
        if self.view == "month":
            return (self.day.replace(day=1) + timedelta(days=31)).replace(day=1)
        return self.last + timedelta(days=1)


def of(view: View, day: date) -> Span:
    """Return what is shown around a day."""
    match view:
        case "month":
            first = day.replace(day=1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return Span(view, day, monday(first), monday(last) + timedelta(days=6))
        case "week":
            return Span(view, day, monday(day), monday(day) + timedelta(days=6))
        case _:
            return Span(view, day, day, day + timedelta(days=AGENDA - 1))


def read(view: str, day: str) -> Span:
    """Return what an address asks for: the month around today where it names nothing.

    Raises No for a view or a day there is not.
    """
    found: View = next((known for known in VIEWS if known == (view or "month")), "month")
    if view and found != view:
        raise No(say("There is no such view of the calendar: month, week or agenda."))
    if not day:
        return of(found, timezone.localdate())
    try:
        asked = date.fromisoformat(day)
    except ValueError as e:
        raise No(say("There is no day {day}: write it like 2026-12-24."), day=day[:20]) from e
    if not FIRST <= asked <= LAST:
        raise No(say("The calendar knows the years from 2000 to 2100."))
    return of(found, asked)


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
