"""Pages of lists that are ordered by one number, forwards only: the same cost on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from sinergi.lib.text import No, say
from sinergi.web.api.shapes import Page

Row = TypeVar("Row", bound=Model)
Out = TypeVar("Out")


def cut(
    rows: QuerySet[Row],
    shown: Callable[[Row], Out],
    *,
    cursor: str,
    limit: int,
    newest: bool = True,
) -> Page[Out]:
    """Return the page after a cursor, by primary key. Raises No for a cursor that is not ours."""
    if cursor:
        rows = rows.filter(**{"pk__lt" if newest else "pk__gt": _read(cursor)})
    found = list(rows.order_by("-pk" if newest else "pk")[: limit + 1])
    kept, more = found[:limit], len(found) > limit
    return Page[Any](items=[shown(row) for row in kept], next=str(kept[-1].pk) if more else None)


def _read(cursor: str) -> int:
    if not re.fullmatch("[0-9]{1,18}", cursor):
        raise No(say("This page of the list does not exist. Start from the first page."))
    return int(cursor)
