"""A form that arrives twice (two taps, a slow line) is one act."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)

#: What the same person says in the same words within so long is the same form.
WINDOW = timedelta(minutes=1)


def made(field: str, now: datetime, rows: QuerySet[Row]) -> Row | None:
    """Return what was made a moment ago by the same form, by its moment in ``field``; ``rows`` are
    those of the same person that say the same. Call it while nobody else can add one.
    """
    lately: dict[str, Any] = {f"{field}__gt": now - WINDOW}
    return rows.filter(**lately).order_by("-pk").first()
