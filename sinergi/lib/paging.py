"""Keyset pages: the same cost on page 1 and on page 1,000."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.lib.text import No, say

Rows = QuerySet[Any, dict[str, Any]]

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows, newest first, and the cursors of the neighbouring pages ("" where there is none)."""

    rows: Sequence[dict[str, Any]]
    older: str
    newer: str


def cut(rows: Rows, *, by: str, cursor: str, size: int) -> Slice:
    """Return the page of ``rows`` (dictionaries with the moment ``by`` and ``id``) a cursor names.

    Raises No for a cursor that is not one of ours.
    """
    newest, oldest = (f"-{by}", "-id"), (by, "id")
    if not cursor:
        found = list(rows.order_by(*newest)[: size + 1])
        return _slice(found[:size], by, older=len(found) > size, newer=False)
    direction, at, pk = _read(cursor)
    if direction == "o":
        found = list(_beyond(rows, by, "lt", at, pk).order_by(*newest)[: size + 1])
        return _slice(found[:size], by, older=len(found) > size, newer=True)
    found = list(_beyond(rows, by, "gt", at, pk).order_by(*oldest)[: size + 1])
    return _slice(found[:size][::-1], by, older=True, newer=len(found) > size)


def _beyond(rows: Rows, by: str, way: str, at: datetime, pk: int) -> Rows:
    # The first condition alone bounds the walk through the index; the second breaks ties.
    return rows.filter(
        Q(**{f"{by}__{way}e": at}), Q(**{f"{by}__{way}": at}) | Q(**{f"id__{way}": pk})
    )


def _slice(rows: list[dict[str, Any]], by: str, *, older: bool, newer: bool) -> Slice:
    if not rows:
        return Slice(rows, "", "")
    return Slice(
        rows,
        _spell("o", rows[-1][by], rows[-1]["id"]) if older else "",
        _spell("n", rows[0][by], rows[0]["id"]) if newer else "",
    )


def _spell(direction: str, at: datetime, pk: int) -> str:
    micros = (at - EPOCH) // timedelta(microseconds=1)
    plain = f"{direction}{micros:x}.{pk:x}"
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, datetime, int]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        plain = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
        micros, pk = (int(part, 16) for part in plain[1:].split("."))
        direction, at = plain[0], EPOCH + timedelta(microseconds=micros)
    except (ValueError, binascii.Error, OverflowError, IndexError) as e:
        raise _bad() from e
    if direction not in {"o", "n"} or not 0 <= pk < 2**63:
        raise _bad()
    return direction, at, pk


def _bad() -> No:
    return No(say("This page of the list does not exist. Start from the first page."))
