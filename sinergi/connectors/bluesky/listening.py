"""What people send us, in the order of their moments. The network tells the newest first.

A moment is what its author's clock said, or when it was indexed, whichever is earlier: something
may arrive below what was read already. So a cursor names not only the newest moment, but what of
the last hour (or page) was read, and that is looked through again every time.
"""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.bluesky.answers import KINDS, moment, readable
from sinergi.connectors.bluesky.api import Api
from sinergi.connectors.bluesky.proofs import encoded
from sinergi.connectors.bluesky.records import stamp
from sinergi.connectors.contract import Page

log = logging.getLogger(__name__)

#: What one request tells at the most, and how many requests one look makes.
PAGE = 100
PAGES = 10
#: How late something may arrive below what was read already.
LATE = timedelta(hours=1)
#: A cursor holds so many names of what was read, six letters each, and must stay short.
NAMES = 48
LONGEST_BACK = 150

Note = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where to go on.

    ``newest`` is the latest moment read, ``floor`` how far down to read next time, ``back`` the
    network's own cursor where a look ended above the floor, ``read`` what is known of above it.
    """

    newest: str = ""
    floor: str = ""
    back: str = ""
    read: tuple[str, ...] = ()

    @classmethod
    def of(cls, text: str | None) -> Cursor:
        parts = [*(text or "").split("|"), "", "", ""]
        return cls(parts[0], parts[1], parts[2], tuple(re.findall(".{6}", parts[3])))

    def __str__(self) -> str:
        return "|".join((self.newest, self.floor, self.back, "".join(self.read)))


def listen(api: Api, text: str | None) -> Page:
    """Return what came since the cursor; without one, the newest page and no more."""
    cursor = Cursor.of(text)
    with understanding(api.server):
        notes, back = _looked(api, cursor, PAGES if text else 1)
        fresh = [note for note in _ours(notes) if _name(note) not in cursor.read]
        after = _after(cursor, notes, back if text else "")
        items = list(readable(reversed(fresh), api.did))
        return Page(items, str(after) if after.newest else None, more=bool(after.back))


def recall(api: Api, since: datetime, text: str | None) -> Page:
    """Return what came since a moment: the newest pages first, each of them oldest first."""
    cursor = replace(Cursor.of(text), floor=stamp(since))
    with understanding(api.server):
        notes, back = _looked(api, cursor, PAGES)
        items = list(readable(reversed(_ours(notes)), api.did))
        return Page(items, str(replace(cursor, back=back)) if back else None, more=bool(back))


def _looked(api: Api, cursor: Cursor, pages: int) -> tuple[list[Note], str]:
    """Return what is above the floor, newest first, and where to go on if it was not reached."""
    floor = moment(cursor.floor) if cursor.floor else datetime.min.replace(tzinfo=UTC)
    notes: list[Note] = []
    back = cursor.back
    for _ in range(pages):
        asked = {"limit": str(PAGE)} | ({"cursor": back} if back else {})
        told = api.get("app.bsky.notification.listNotifications", **asked)
        page = [note for note in items_of(told["notifications"]) if _sound(note)]
        above = [note for note in page if moment(note["indexedAt"]) >= floor]
        notes += above
        back = str(told.get("cursor") or "")
        if len(above) < len(page) or not back or len(back) > LONGEST_BACK:
            return notes, ""
    return notes, back


def _after(cursor: Cursor, notes: list[Note], back: str) -> Cursor:
    """Return the cursor after a look: on its way down to the floor, or at rest."""
    newest = max([cursor.newest, *map(_stamp, notes)])
    if back or not newest:
        return replace(cursor, newest=newest, back=back)
    if cursor.back:  # this look began further down: what is above is known by its moments only
        return Cursor(newest, newest)
    # Where much happens the hour would be long: one page of it is looked through again.
    page_end = [_stamp(note) for note in notes[PAGE - 1 : PAGE]]
    floor = max([stamp(moment(newest) - LATE), *page_end])
    late = [note for note in _ours(notes) if _stamp(note) >= floor]
    if len(late) > NAMES:
        floor = _stamp(late[NAMES - 1])
    return Cursor(newest, floor, "", tuple(map(_name, late[:NAMES])))


def _stamp(note: Note) -> str:
    return stamp(moment(note["indexedAt"]))


def _ours(notes: list[Note]) -> list[Note]:
    """Return what somebody said, to be answered: no likes, no followers."""
    return [note for note in notes if note["reason"] in KINDS]


def _name(note: Note) -> str:
    """Return six letters that stand for a notification."""
    return encoded(hashlib.sha256(note["uri"].encode()).digest())[:6]


def _sound(note: Any) -> bool:
    """True when a notification can be put in order. One that cannot hides no other."""
    try:
        moment(note["indexedAt"])
        sound = bool(name_of(note, "uri")) and isinstance(note["reason"], str)
    except MISSHAPEN:
        sound = False
    if not sound:
        log.warning("A notification that cannot be read was left out")
    return sound
