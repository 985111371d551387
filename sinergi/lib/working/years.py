"""The working time of one year, laid out once: what is asked of it afterwards is a bisection."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import accumulate

from sinergi.lib.working.days import Day

NOTHING = timedelta()
DAY = timedelta(days=1)
#: How far apart a zone is asked for its offset: no zone changes it there and back within a week.
STEP = timedelta(days=7)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_DAY = EPOCH.toordinal()
TICK = timedelta(microseconds=1)
TICKS_A_DAY = DAY // TICK

#: From, until (without it), in microseconds since the epoch; on which day, counted as dates are.
Stretch = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Year:
    """Stretches of working time in order, how much lies ``before`` each, and the days worked.

    All in microseconds, moments since the epoch: a year takes 15 kB. ``before`` has
    one more entry than there are stretches: the whole of the year. ``days`` are dates as numbers.
    """

    starts: array[int]
    ends: array[int]
    before: array[int]
    days: array[int]
    closings: array[int]

    @property
    def total(self) -> timedelta:
        return timedelta(microseconds=self.before[-1])

    def worked(self, at: datetime) -> timedelta:
        """Return the working time of the year up to a moment."""
        ticks = (at - EPOCH) // TICK
        i = bisect_right(self.starts, ticks) - 1
        if i < 0:
            return NOTHING
        since = min(ticks, self.ends[i]) - self.starts[i]
        return timedelta(microseconds=self.before[i] + since)

    def moment(self, worked: timedelta) -> datetime:
        """Return the first moment by which so much was worked: more than 0, at most the total."""
        ticks = worked // TICK
        i = bisect_left(self.before, ticks) - 1
        return _moment(self.starts[i] + ticks - self.before[i])

    def opening(self, at: datetime) -> datetime | None:
        """Return ``at`` where it is working time, else the next start; None: not in this year."""
        ticks = (at - EPOCH) // TICK
        i = bisect_right(self.starts, ticks)
        if i and ticks < self.ends[i - 1]:
            return at
        return _moment(self.starts[i]) if i < len(self.starts) else None

    def closing(self, day: date) -> datetime:
        """Return when work ends on a day. Raises KeyError for a day that is off."""
        i = bisect_left(self.days, day.toordinal())
        if i == len(self.days) or self.days[i] != day.toordinal():
            raise KeyError(day)
        return _moment(self.closings[i])


def laid_out(decide: Callable[[date], Day], zone: tzinfo, year: int) -> Year:
    """Lay out the year an office's wall calendar shows. ``decide`` says what each day is."""
    found = sorted(_stretches(decide, zone, year))
    closings: dict[int, int] = {}
    for _, end, day in found:
        closings[day] = max(end, closings.get(day, end))
    return Year(
        array("q", [begin for begin, _, _ in found]),
        array("q", [end for _, end, _ in found]),
        array("q", [0, *accumulate(end - begin for begin, end, _ in found)]),
        array("q", sorted(closings)),
        array("q", [closings[day] for day in sorted(closings)]),
    )


def _stretches(decide: Callable[[date], Day], zone: tzinfo, year: int) -> Iterator[Stretch]:
    """Yield when the wall shows a time within the hours of its day: exact where clocks change.

    An hour the clock skips is not worked, one it shows twice is worked twice.
    """
    for since, until, offset in _offsets(zone, year):
        first = max(date(year, 1, 1).toordinal(), EPOCH_DAY + (since + offset) // TICKS_A_DAY)
        last = min(date(year, 12, 31).toordinal(), EPOCH_DAY + (until + offset) // TICKS_A_DAY)
        for day in range(first, last + 1):
            midnight = (day - EPOCH_DAY) * TICKS_A_DAY - offset
            for begin, end in decide(date.fromordinal(day)).spans:
                start = max(since, midnight + begin // TICK)
                stop = min(until, midnight + end // TICK)
                if start < stop:
                    yield start, stop, day


def _moment(ticks: int) -> datetime:
    return EPOCH + timedelta(microseconds=ticks)


@lru_cache(64)
def _offsets(zone: tzinfo, year: int) -> list[tuple[int, int, int]]:
    """Return from when until when a zone is how far from UTC, for a year and some days around.

    In microseconds, moments since the epoch.
    """
    at, last = datetime(year, 1, 1, tzinfo=UTC) - 2 * DAY, datetime(year, 12, 31, tzinfo=UTC)
    since, offset, found = at, _offset(zone, at), []
    while at < last + 2 * DAY:
        later = at + STEP
        if _offset(zone, later) != offset:
            change = _change(zone, at, later)
            found.append((since, change, offset))
            since, offset = change, _offset(zone, change)
        at = later
    return [
        ((begin - EPOCH) // TICK, (end - EPOCH) // TICK, far // TICK)
        for begin, end, far in [*found, (since, at, offset)]
    ]


def _change(zone: tzinfo, before: datetime, after: datetime) -> datetime:
    """Return the second at which the offset changes."""
    old = _offset(zone, before)
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    return after


def _offset(zone: tzinfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or NOTHING
