"""The working time of one year, laid out once: what is asked of it afterwards is a bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate

from sinergi.lib.working.days import Day

DAY = timedelta(days=1)
NOTHING = timedelta()
#: How far apart a zone is asked for its offset: no zone changes it there and back within a week.
STEP = timedelta(days=7)

#: A stretch of time: from, until (without it), both in UTC.
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Year:
    """Stretches of working time in order, how much lies ``before`` each, and the days worked.

    ``before`` has one more entry than there are stretches: the whole of the year.
    """

    starts: list[datetime]
    ends: list[datetime]
    before: list[timedelta]
    days: list[date]
    closings: dict[date, datetime]

    @property
    def total(self) -> timedelta:
        return self.before[-1]

    def worked(self, at: datetime) -> timedelta:
        """Return the working time of the year up to a moment."""
        i = bisect_right(self.starts, at) - 1
        return self.before[i] + (min(at, self.ends[i]) - self.starts[i]) if i >= 0 else NOTHING

    def moment(self, worked: timedelta) -> datetime:
        """Return the first moment by which so much was worked: more than 0, at most the total."""
        i = bisect_left(self.before, worked) - 1
        return self.starts[i] + (worked - self.before[i])

    def opening(self, at: datetime) -> datetime | None:
        """Return ``at`` where it is working time, else the next start; None: not in this year."""
        i = bisect_right(self.starts, at)
        if i and at < self.ends[i - 1]:
            return at
        return self.starts[i] if i < len(self.starts) else None


def laid_out(decide: Callable[[date], Day], zone: tzinfo, year: int) -> Year:
    """Lay out the year an office's wall calendar shows. ``decide`` says what each day is."""
    found = sorted(_stretches(decide, zone, year))
    starts, ends = [begin for begin, _, _ in found], [end for _, end, _ in found]
    before = [NOTHING, *accumulate(end - begin for begin, end, _ in found)]
    closings: dict[date, datetime] = {}
    for _, end, day in found:
        closings[day] = max(end, closings.get(day, end))
    return Year(starts, ends, before, sorted(closings), closings)


def _stretches(
    decide: Callable[[date], Day], zone: tzinfo, year: int
) -> Iterator[tuple[datetime, datetime, date]]:
    """Yield when the wall shows a time within the hours of its day: exact where clocks change.

    An hour the clock skips is not worked, one it shows twice is worked twice.
    """
    for since, until, offset in _offsets(zone, year):
        day = max(date(year, 1, 1), (since + offset).date())
        last = min(date(year, 12, 31), (until + offset).date())
        while day <= last:
            midnight = datetime.combine(day, time(), UTC) - offset
            for begin, end in decide(day).spans:
                start, stop = max(since, midnight + begin), min(until, midnight + end)
                if start < stop:
                    yield start, stop, day
            day += DAY


@lru_cache(64)
def _offsets(zone: tzinfo, year: int) -> list[tuple[datetime, datetime, timedelta]]:
    """Return how far a zone is from UTC, from when until when, for a year and some days around."""
    at, last = datetime(year, 1, 1, tzinfo=UTC) - 2 * DAY, datetime(year, 12, 31, tzinfo=UTC)
    since, offset, found = at, _offset(zone, at), []
    while at < last + 2 * DAY:
        later = at + STEP
        if _offset(zone, later) != offset:
            change = _change(zone, at, later)
            found.append((since, change, offset))
            since, offset = change, _offset(zone, change)
        at = later
    return [*found, (since, at, offset)]


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the second at which the offset changes."""
    old = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or NOTHING
