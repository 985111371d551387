"""Days and times as people and spreadsheets write them, where their language may be Indonesian.

Excel in Indonesian saves 2026-01-31 08:30 as “31/01/2026 08.30”, whatever was typed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from sinergi.lib.text import No, say

ODD_YEAR = say("The year must be between 2000 and 2200.")

_DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?: ?WIB)?")


def day(spelled: str) -> date | None:
    """Return a day, or None for what is none."""
    for form in _DAYS:
        try:
            return datetime.strptime(spelled.strip(), form).date()  # noqa: DTZ007  # no zone
        except ValueError:
            continue
    return None


def clock(spelled: str) -> time | None:
    """Return a time of the day, or None for what is none."""
    found = _CLOCK.fullmatch(spelled.strip())
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def moment(spelled: str) -> datetime | None:
    """Return a day with a time, midnight where there is none; without a zone."""
    first, _, rest = spelled.strip().partition(" ")
    on, at = day(first), clock(rest) if rest.strip() else time()
    return datetime.combine(on, at) if on is not None and at is not None else None


def meant(at: datetime) -> bool:
    """True for a moment that somebody may mean. The first and the last years there are end, in
    another zone, where no clock counts."""
    return 2000 <= at.year <= 2200


def check_year(*moments: datetime | None) -> None:
    """Raise No for a moment that nobody means."""
    if any(at is not None and not meant(at) for at in moments):
        raise No(ODD_YEAR)
