"""Keyset pages: the same cost on page 1 and on page 1,000."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Q, QuerySet

from sinergi.lib.asking import Row
from sinergi.lib.prepared import Prepared, Slot
from sinergi.lib.text import No, say

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

#: Where a page lies: it is the first, or older or newer than the row its cursor names.
FIRST, OLDER, NEWER = "", "o", "n"


#: What a list is ordered by, in a row.
_BY = itemgetter(1, 0)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows, newest first, and the cursors of the neighbouring pages ("" where there is none)."""

    rows: Sequence[Row]
    older: str
    newer: str


def lying(
    rows: QuerySet[Any], way: str, *, by: str, size: int, rising: bool = False
) -> QuerySet[Any]:
    """Return the query of the rows of a page that lies that way, and of one more, for ``cut``.

    ``rising``: the list begins with the earliest moment; what lies ``OLDER`` is then later.
    """
    falls = (way == NEWER) == rising
    order = (f"-{by}", "-id") if falls else (by, "id")
    if way == FIRST:
        return rows.order_by(*order)[: size + 1]
    at, pk = Slot("at", DateTimeField()), Slot("pk", BigIntegerField())
    than = "lt" if falls else "gt"
    # The first condition alone bounds the walk through the index; the second breaks ties.
    beyond = rows.filter(
        Q(**{f"{by}__{than}e": at}), Q(**{f"{by}__{than}": at}) | Q(**{f"id__{than}": pk})
    )
    return beyond.order_by(*order)[: size + 1]


def cut(
    ready: Callable[[str], Prepared], *, cursor: str, size: int, rising: bool = False, **given: Any
) -> Slice:
    """Return the page a cursor names. Raises No for a cursor that is not one of ours.

    ``ready`` returns the prepared query for a way (``lying``); its first two columns are the id and
    the moment the list is ordered by. They may come in any order: a database puts fifty wide rows
    in order less quickly. ``given`` fills its other slots.
    """
    way, at, pk = _read(cursor) if cursor else (FIRST, EPOCH, 0)
    found = ready(way).run(at=at, pk=pk, **given)
    found.sort(key=_BY, reverse=(way == NEWER) == rising)
    more = len(found) > size
    if way == NEWER:
        return _slice(found[:size][::-1], older=True, newer=more)
    return _slice(found[:size], older=more, newer=way == OLDER)


def _slice(rows: list[Row], *, older: bool, newer: bool) -> Slice:
    if not rows:
        return Slice(rows, "", "")
    return Slice(
        rows,
        _spell(OLDER, rows[-1]) if older else "",
        _spell(NEWER, rows[0]) if newer else "",
    )


def _spell(way: str, row: Row) -> str:
    pk, at = row[:2]
    micros = (at - EPOCH) // timedelta(microseconds=1)
    plain = f"{way}{micros:x}.{pk:x}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, datetime, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
        micros, pk = (int(part, 16) for part in plain[1:].split("."))
        way, at = plain[0], EPOCH + timedelta(microseconds=micros)
    except (ValueError, binascii.Error, OverflowError, IndexError) as e:
        raise unknown() from e
    if way not in {OLDER, NEWER} or not 0 <= pk < 2**63:
        raise unknown()
    return way, at, pk


def unknown() -> No:
    """Return what is said of a cursor that is none of ours."""
    return No(say("This page of the list does not exist. Start from the first page."))
