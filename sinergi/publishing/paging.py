"""Keyset pages: the same cost on page 1 and on page 1,000."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from sinergi.lib.text import say
from sinergi.publishing.rules import No

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows, newest first, and the cursors of the neighbouring pages ("" where there is none)."""

    rows: Sequence[dict[str, Any]]
    older: str
    newer: str


def cut(rows: QuerySet[Any, dict[str, Any]], *, cursor: str, size: int) -> Slice:
    """Return the page of ``rows`` (dictionaries with ``changed`` and ``id``) that a cursor names.

    Raises No for a cursor that is not one of ours.
    """
    if not cursor:
        found = list(rows.order_by("-changed", "-id")[: size + 1])
        return _slice(found[:size], older=len(found) > size, newer=False)
    direction, at, pk = _read(cursor)
    if direction == "o":
        found = list(_beyond(rows, "lt", at, pk).order_by("-changed", "-id")[: size + 1])
        return _slice(found[:size], older=len(found) > size, newer=True)
    found = list(_beyond(rows, "gt", at, pk).order_by("changed", "id")[: size + 1])
    return _slice(found[:size][::-1], older=True, newer=len(found) > size)


def _beyond(
    rows: QuerySet[Any, dict[str, Any]], way: str, at: datetime, pk: int
) -> QuerySet[Any, dict[str, Any]]:
    # The first condition alone bounds the walk through the index; the second breaks ties.
    return rows.filter(
        Q(**{f"changed__{way}e": at}), Q(**{f"changed__{way}": at}) | Q(**{f"id__{way}": pk})
    )


def _slice(rows: list[dict[str, Any]], *, older: bool, newer: bool) -> Slice:
    if not rows:
        return Slice(rows, "", "")
    return Slice(
        rows,
        _spell("o", rows[-1]) if older else "",
        _spell("n", rows[0]) if newer else "",
    )


def _spell(direction: str, row: dict[str, Any]) -> str:
    micros = (row["changed"] - EPOCH) // timedelta(microseconds=1)
    plain = f"{direction}{micros:x}.{row['id']:x}"
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
