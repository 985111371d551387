"""When an office works: hours of its week, holidays, exceptions; deadlines counted in its time.

Plain Python without Django. Moments are aware datetimes and come back in UTC; days are dates on the
office's own wall. docs/working-time.md has the rules and where they come from.
"""

from __future__ import annotations

from sinergi.lib.working.calendar import Calendar, NeverOpen, always
from sinergi.lib.working.clock import Clock, Pause
from sinergi.lib.working.days import Day, Mark, Period, Why
from sinergi.lib.working.hours import (
    DAYS,
    FASTING,
    USUAL,
    Hours,
    Spans,
    Week,
    in_order,
    spans,
    week,
    write_spans,
    written,
)
from sinergi.lib.working.national import Holiday, national

__all__ = [
    "DAYS",
    "FASTING",
    "USUAL",
    "Calendar",
    "Clock",
    "Day",
    "Holiday",
    "Hours",
    "Mark",
    "NeverOpen",
    "Pause",
    "Period",
    "Spans",
    "Week",
    "Why",
    "always",
    "in_order",
    "national",
    "spans",
    "week",
    "write_spans",
    "written",
]
