"""What stands in a cell of a plan: a day, a time, yes or no. Plain values."""

from __future__ import annotations

from datetime import date, time

from sinergi.lib import days
from sinergi.lib.text import No, say

#: What says in a cell that it is so, and that it is not.
YES, NO = {"ya", "y", "yes", "x", "1"}, {"", "tidak", "t", "no", "n", "0", "-"}
#: Where a line names no time.
NOON = time(12, 0)


def yes(spelled: str) -> bool:
    plain = spelled.strip().casefold()
    if plain not in YES | NO:
        raise No(say("In the column pimpinan stands {words}: write ya or tidak."), words=plain[:40])
    return plain in YES


def day(spelled: str) -> date:
    found = days.day(spelled.strip().partition(" ")[0].partition("T")[0])
    if found is None:
        raise No(say("The day {day} cannot be read: write it like 24-12-2026."), day=spelled[:40])
    return found


def clock(spelled: str, day: str) -> time:
    """Return the time of a line; where its cell is empty, that of the day, else noon."""
    told = spelled.strip() or day.strip().partition(" ")[2]
    if not told:
        return NOON
    found = days.clock(told)
    if found is None:
        raise No(say("The time {time} cannot be read: write it like 07:30."), time=told[:40])
    return found.replace(second=0)
