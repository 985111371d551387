"""On which days a series comes."""

from __future__ import annotations

import calendar as wall
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sinergi.publishing.models import Series


def occurrences(series: Series, since: date, until: date) -> Iterator[date]:
    """Yield the days of a series between two days, both included."""
    day = max(since, series.first)
    while day <= min(until, series.last):
        if comes(series.every, series.days, day):
            yield day
        day += timedelta(days=1)


def comes(every: str, days: Sequence[int], day: date) -> bool:
    """True when a rule has this day; the last of a short month stands for those it lacks."""
    if every == Series.Every.WEEK:
        return day.weekday() in days
    length = wall.monthrange(day.year, day.month)[1]
    return day.day in {min(wanted, length) for wanted in days}
