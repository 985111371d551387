"""One office's calendar, and how time is counted on it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property

from sinergi.lib.working.days import Day, Mark, Period, Why, by_day, decide
from sinergi.lib.working.hours import ALL_DAY, USUAL, Week, week
from sinergi.lib.working.national import Holiday, national
from sinergi.lib.working.years import NOTHING, Year, laid_out

#: For how many years is looked ahead.
HORIZON = 20
#: What an office that never closes has worked by then in any case.
LONG = timedelta(days=HORIZON * 360)

#: The holidays of a year, by day.
Holidays = Callable[[int], Mapping[date, Holiday]]


class NeverOpen(ValueError):
    """The working time asked for does not come within twenty years: give the office hours."""


@dataclass(frozen=True, eq=False)
class Calendar:
    """When an office works. The first of ``periods`` and of ``marks`` that has a day decides.

    Two calendars are never equal, so that each keeps its own years; share one among the offices
    for which it holds. Moments must be aware (else ValueError) and are returned in UTC.
    """

    zone: tzinfo
    week: Week = field(default_factory=lambda: week(USUAL))
    periods: tuple[Period, ...] = ()
    marks: tuple[Mark, ...] = ()
    holidays: Holidays = national
    always_open: bool = False
    _years: dict[int, Year] = field(default_factory=dict, init=False, repr=False)
    #: When so many working days after a day are over.
    _ends: dict[tuple[int, int], datetime] = field(default_factory=dict, init=False, repr=False)

    def is_open(self, at: datetime) -> bool:
        """True when the office works at a moment."""
        moment = _utc(at)
        return self._year(self._local(moment).year).opening(moment) == moment

    def next_opening(self, at: datetime) -> datetime:
        """Return ``at`` when the office works then, else when it opens next. Raises NeverOpen."""
        moment = _utc(at)
        first = self._local(moment).year
        for year in range(first, first + HORIZON):
            found = self._year(year).opening(moment)
            if found is not None:
                return found
        raise NeverOpen(self._told(moment))

    def add(self, at: datetime, working: timedelta) -> datetime:
        """Return the first moment by which so much time was worked since ``at``.

        None of it: ``at`` itself, open or not. Raises NeverOpen, and ValueError for less than none.
        """
        if working < NOTHING:
            raise ValueError(f"{working} is no working time to add")
        moment = _utc(at)
        if not working:
            return moment
        if self.always_open and working < LONG:
            return moment + working
        first = self._wall_year(moment)
        left = self._year(first).worked(moment) + working
        for year in range(first, first + HORIZON):
            if left <= self._year(year).total:
                return self._year(year).moment(left)
            left -= self._year(year).total
        raise NeverOpen(self._told(moment))

    def between(self, begin: datetime, end: datetime) -> timedelta:
        """Return the working time from one moment to another, below 0 when that lies before."""
        since, until = _utc(begin), _utc(end)
        if until < since:
            return -self.between(until, since)
        first, last = self._local(since).year, self._local(until).year
        whole = sum((self._year(year).total for year in range(first, last)), NOTHING)
        return whole - self._year(first).worked(since) + self._year(last).worked(until)

    def working_day(self, day: date, n: int) -> date:
        """Return the n-th working day after a day; 0: itself when worked, else the next.

        Raises NeverOpen, and ValueError for less than 0.
        """
        if n < 0:
            raise ValueError(f"{n} is no number of working days to add")
        days, today = self._year(day.year).days, day.toordinal()
        index = bisect_right(days, today) + n - 1 if n else bisect_left(days, today)
        for year in range(day.year, day.year + HORIZON):
            days = self._year(year).days
            if index < len(days):
                return date.fromordinal(days[index])
            index -= len(days)
        raise NeverOpen(self._told(day))

    def add_days(self, start: datetime | date, n: int) -> datetime:
        """Return the end of the n-th working day after that of ``start``, which does not count.

        0: the end of the working day itself; after hours, of the next. Raises as ``working_day``.
        """
        if not isinstance(start, datetime):
            return self.closing(self.working_day(start, n))
        since = start if n else self.next_opening(start)
        key = self._local(_utc(since)).toordinal(), n
        found = self._ends.get(key)
        if found is None:
            day = date.fromordinal(key[0])
            found = self._ends[key] = self.closing(self.working_day(day, n))
        return found

    def closing(self, day: date) -> datetime:
        """Return when work ends on a working day. Raises KeyError for a day that is off."""
        return self._year(day.year).closing(day)

    def day(self, day: date) -> Day:
        """Return when the office works on a day, and why."""
        if self.always_open:
            return Day(day, ALL_DAY, Why.ALWAYS)
        holiday = self.holidays(day.year).get(day)
        return decide(day, self.week, self.periods, self._marked.get(day), holiday)

    @cached_property
    def _marked(self) -> Mapping[date, Mark]:
        return by_day(self.marks)

    def _year(self, year: int) -> Year:
        found = self._years.get(year)
        if found is None:
            found = self._years[year] = laid_out(self.day, self.zone, year)
        return found

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self.zone)

    def _wall_year(self, at: datetime) -> int:
        """Return the year of a moment on the wall, which is that of UTC but around its ends."""
        edge = (at.month, at.day) in ((1, 1), (12, 31))
        return self._local(at).year if edge else at.year

    def _told(self, since: date) -> str:
        return f"No such working time in {HORIZON} years after {since}: the office needs hours."


def always(zone: tzinfo = UTC) -> Calendar:
    """Return the calendar of an office that is open day and night, holidays or not."""
    return Calendar(zone, (ALL_DAY,) * 7, always_open=True)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is UTC:
        return at
    if at.tzinfo is None:
        raise ValueError(f"{at} names no zone")
    return at.astimezone(UTC)
