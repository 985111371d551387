"""How far a list of news was heard, where the network has no cursor of its own.

Lists are read anew from a moment on; what was heard since then is remembered by short marks of its
ids. So what becomes visible late, a little older than the newest, is heard all the same.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sinergi.connectors.contract import Incoming, Page

#: How long something may take to become visible after the moment it says it was made.
LATE = timedelta(minutes=15)

#: From when on news are heard of an account that was just connected.
FIRST = timedelta(days=7)

#: Letters of one mark, and how many marks a cursor of 500 characters holds.
MARK = 5
MARKS = 90


@dataclass(frozen=True, slots=True)
class Heard:
    """From when on to read (seconds since 1970), and the marks of what was heard since then."""

    floor: int
    marks: tuple[str, ...] = ()

    @property
    def since(self) -> datetime:
        return datetime.fromtimestamp(self.floor, UTC)

    @property
    def cursor(self) -> str:
        return f"{self.floor}.{''.join(self.marks)}"


def heard(cursor: str | None, *, since: datetime | None = None) -> Heard:
    """Return what a cursor says; without one, that nothing was heard ``since`` then."""
    floor, dot, marks = (cursor or "").partition(".")
    if dot and floor.isdecimal():
        cut = range(0, len(marks), MARK)
        return Heard(int(floor), tuple(marks[at : at + MARK] for at in cut))
    return Heard(int((since or datetime.now(UTC) - FIRST).timestamp()))


def page(before: Heard, found: Iterable[Incoming], *, until: datetime | None = None) -> Page:
    """Return what of the news was not heard yet, oldest first, and how far it was heard then.

    ``until``: not all that is newer could be read; it comes with the next page.
    """
    last = until or datetime.max.replace(tzinfo=UTC)
    by_id = {item.remote_id: item for item in found if before.since <= item.at <= last}
    items = sorted(by_id.values(), key=lambda item: (item.at, item.remote_id))
    fresh = [item for item in items if _mark(item) not in before.marks]
    return Page(fresh, _after(before, items).cursor, more=until is not None)


def _after(before: Heard, items: list[Incoming]) -> Heard:
    if not items:
        return before
    floor = max(before.floor, int((items[-1].at - LATE).timestamp()))
    recent = [item for item in reversed(items) if item.at.timestamp() >= floor]
    if len(recent) > MARKS:  # more than can be remembered: begin after the first forgotten one
        floor = int(recent[MARKS].at.timestamp()) + 1
        recent = [item for item in recent if item.at.timestamp() >= floor]
    return Heard(floor, tuple(_mark(item) for item in recent))


def _mark(item: Incoming) -> str:
    digest = hashlib.sha256(item.remote_id.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest)[:MARK].decode()
