"""A clock that runs in an office's working time and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from sinergi.lib.working.calendar import Calendar
from sinergi.lib.working.years import NOTHING

#: From when, and until when a clock stood still; None: it still does.
Pause = tuple[datetime, datetime | None]


@dataclass(frozen=True, slots=True)
class Clock:
    """What was promised: so much working time after ``start``, or so many whole working days.

    ``span`` is a timedelta, or a number of working days, which ends with the last of them; 0 is the
    end of the same working day. A day counts when the clock runs at its end. ``pauses`` may come
    in any order and overlap: waiting for the citizen's data, for example.
    """

    calendar: Calendar
    start: datetime
    span: timedelta | int
    pauses: Sequence[Pause] = ()

    def deadline(self) -> datetime | None:
        """Return when the time is over, in UTC; None while the clock stands still before that.

        Raises NeverOpen, and ValueError for a span of less than nothing.
        """
        if isinstance(self.span, timedelta):
            return self._after_time(self.span)
        return self._after_days(self.span)

    def remaining(self, now: datetime) -> timedelta:
        """Return the working time left at a moment; less than none: how long it is late.

        A clock that stands still keeps what it had: as if it went on now.
        """
        begun = ((since, until) for since, until in self.pauses if since <= now)
        ended = [(since, min(until, now) if until else now) for since, until in begun]
        deadline = replace(self, pauses=ended).deadline()
        if deadline is None:
            raise AssertionError("a clock whose pauses all end has a deadline")
        return self.calendar.between(now, deadline)

    def _after_time(self, span: timedelta) -> datetime | None:
        at, left = self.start, span
        for since, until in _merged(self.pauses):
            runs = self.calendar.between(at, since) if since > at else NOTHING
            if left < runs or (left == runs and since > at):
                break
            if until is None:
                return None
            at, left = max(at, until), left - runs
        return self.calendar.add(at, left)

    def _after_days(self, days: int) -> datetime | None:
        if not self.pauses:
            return self.calendar.add_days(self.start, days)
        left = max(days, 1)
        for day in self._days(days):
            closing = self.calendar.closing(day)
            pause = next((p for p in self.pauses if _stands(p, closing)), None)
            if pause is None:
                left -= 1
            elif pause[1] is None:
                return None
            if not left:
                return closing
        raise AssertionError("working days end with NeverOpen")

    def _days(self, days: int) -> Iterator[date]:
        """Yield the working days that may count."""
        opens = self.start if days else self.calendar.next_opening(self.start)
        today = opens.astimezone(self.calendar.zone).date()
        for n in count(min(days, 1)):
            yield self.calendar.working_day(today, n)


def _stands(pause: Pause, at: datetime) -> bool:
    since, until = pause
    return since < at and (until is None or at <= until)


def _merged(pauses: Sequence[Pause]) -> Iterator[Pause]:
    """Yield pauses by their beginning; what overlaps is one."""
    found: Pause | None = None
    for since, until in sorted(pauses, key=lambda pause: pause[0]):
        if found is None:
            found = since, until
        elif found[1] is None or since <= found[1]:
            found = found[0], None if found[1] is None or until is None else max(found[1], until)
        else:
            yield found
            found = since, until
    if found:
        yield found
