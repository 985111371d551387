"""The hours of a week, as offices write and keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

#: Working hours by day as they are kept: {"mon": [["07:30", "16:00"]], …}, on the office's wall.
#: A day that is not named is closed; "24:00" is the end of the day.
Hours = Mapping[str, Sequence[Sequence[str]]]

#: From when to when, counted from midnight.
Span = tuple[timedelta, timedelta]
Spans = tuple[Span, ...]

#: The spans of the seven days, Monday first.
Week = tuple[Spans, ...]

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

#: Five-day week of local governments, Perpres 21/2023: 37.5 hours without the break.
USUAL: Hours = {
    **{day: [["07:30", "12:00"], ["13:00", "16:00"]] for day in DAYS[:4]},
    "fri": [["07:30", "11:30"], ["13:00", "16:30"]],
}

#: In Ramadan by the same regulation: 32.5 hours from 08.00, a break of 30 minutes, 60 on Friday.
FASTING: Hours = {
    **{day: [["08:00", "12:00"], ["12:30", "15:00"]] for day in DAYS[:4]},
    "fri": [["08:00", "11:30"], ["12:30", "15:30"]],
}

ALL_DAY: Spans = ((timedelta(), timedelta(days=1)),)


def week(hours: Hours) -> Week:
    """Return hours as spans. Raises ValueError for what is no time of a day."""
    return tuple(spans(hours.get(day, ())) for day in DAYS)


def spans(written: Sequence[Sequence[str]]) -> Spans:
    """Return [["07:30", "12:00"], …] as spans. Raises ValueError for what is no time of a day."""
    return tuple((_since_midnight(begin), _since_midnight(end)) for begin, end in written)


def written(held: Week) -> dict[str, list[list[str]]]:
    """Return a week as it is kept, without the days that are closed."""
    return {day: write_spans(held[n]) for n, day in enumerate(DAYS) if held[n]}


def write_spans(held: Spans) -> list[list[str]]:
    """Return spans as they are kept: [["07:30", "12:00"], …]."""
    return [[_clock(begin), _clock(end)] for begin, end in held]


def in_order(held: Spans) -> bool:
    """True when each time lies after the one before it."""
    ends = [moment for span in held for moment in span]
    return ends == sorted(set(ends))


def _clock(since_midnight: timedelta) -> str:
    minutes = since_midnight // timedelta(minutes=1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _since_midnight(written: str) -> timedelta:
    hour, minute = written.split(":")[:2]
    found = timedelta(hours=int(hour), minutes=int(minute))
    if not timedelta() <= found <= timedelta(days=1):
        raise ValueError(written)
    return found
