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

ALL_DAY: Spans = ((timedelta(), timedelta(days=1)),)


def week(hours: Hours) -> Week:
    """Return hours as spans. Raises ValueError for what is no time of a day."""
    return tuple(spans(hours.get(day, ())) for day in DAYS)


def spans(written: Sequence[Sequence[str]]) -> Spans:
    """Return [["07:30", "12:00"], …] as spans. Raises ValueError for what is no time of a day."""
    return tuple((_since_midnight(begin), _since_midnight(end)) for begin, end in written)


def hours_problem(hours: Hours) -> str:
    """Return the day whose times do not follow each other, or ""."""
    for day, written in hours.items():
        ends = [moment for span in spans(written) for moment in span]
        if ends != sorted(set(ends)):
            return day
    return ""


def _since_midnight(written: str) -> timedelta:
    hour, minute = written.split(":")[:2]
    found = timedelta(hours=int(hour), minutes=int(minute))
    if not timedelta() <= found <= timedelta(days=1):
        raise ValueError(written)
    return found
