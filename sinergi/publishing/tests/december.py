"""A Monday morning in December of 2026, on the clocks of Cibinong."""

from __future__ import annotations

from datetime import datetime, timedelta
from datetime import timezone as fixed

WIB = fixed(timedelta(hours=7))
NOW = datetime(2026, 12, 7, 6, 0, tzinfo=WIB)


def wall(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB)
