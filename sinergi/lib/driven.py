"""Values of many rows as the driver of the database takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

#: What the drivers take as it is, where it is no JSON.
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, type(None)})

#: Types of a field's value that the driver takes as they are, and what makes one of the others.
_Prepared = tuple[frozenset[type], Callable[[Any], Any]]


def driven(rows: Sequence[Model], fields: Sequence[Field[Any, Any]]) -> list[list[Any]]:
    """Return the values of rows, field by field, as the driver takes them."""
    prepared = [_of(field) for field in fields]
    of = attrgetter(*[field.attname for field in fields], "_state")  # of one it makes no tuple
    return [
        [
            value if type(value) in plain else prepare(value)
            for value, (plain, prepare) in zip(of(row), prepared, strict=False)
        ]
        for row in rows
    ]


@lru_cache(256)
def _of(field: Field[Any, Any]) -> _Prepared:
    """Return a field, ready to be written many times."""

    def whole(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(field, JSONField) and connection.vendor == "sqlite":
        return frozenset(), partial(json.dumps, cls=field.encoder)
    if isinstance(field, JSONField):
        return frozenset(), whole
    if isinstance(field, DateTimeField) and connection.vendor == "sqlite":
        return _PLAIN, _moment
    return _PLAIN, whole


def _moment(value: datetime) -> str:
    """Return a moment as SQLite keeps it, in UTC. Django's own way costs five times more."""
    if value.tzinfo is None:
        raise ValueError(f"{value} names no zone")
    return str(value.astimezone(UTC).replace(tzinfo=None))
