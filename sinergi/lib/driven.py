"""Values of many rows as the driver of the database takes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Field, JSONField, Model

from sinergi.lib import jsons

#: What the drivers take as it is, where it is no JSON.
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, type(None)})

_EMPTY: Mapping[type, str] = {dict: "{}", list: "[]"}
#: How long "+00:00" is, which SQLite is not told.
_ZONE = 6

#: Types of a field's value that the driver takes as they are, and what makes one of the others.
_Prepared = tuple[frozenset[type], Callable[[Any], Any]]


def driven(rows: Sequence[Model], fields: Sequence[Field[Any, Any]]) -> list[tuple[Any, ...]]:
    """Return the values of rows, field by field, as the driver takes them; none may be deferred.

    Made column by column: most hold nothing but what the driver takes as it is.
    """
    values = [row.__dict__ for row in rows]
    return list(zip(*[_column(values, field) for field in fields], strict=True))


def _column(rows: Sequence[Mapping[str, Any]], field: Field[Any, Any]) -> list[Any]:
    name, (plain, prepare) = field.attname, _of(field)
    column = [row[name] for row in rows]
    if plain.issuperset(map(type, column)):
        return column
    return [value if type(value) in plain else prepare(value) for value in column]


def one_by_one(field: Field[Any, Any]) -> Callable[[Any], Any]:
    """Return what makes a value of a field one that the driver takes."""
    plain, prepare = _of(field)
    return lambda value: value if type(value) in plain else prepare(value)


@lru_cache(256)
def _of(field: Field[Any, Any]) -> _Prepared:
    """Return a field, ready to be written many times."""

    def whole(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    if isinstance(field, JSONField):
        return frozenset(), partial(_spelled, cls=field.encoder)
    if isinstance(field, DateTimeField) and connection.vendor == "sqlite":
        return _PLAIN, _moment
    return _PLAIN, whole


def _spelled(value: Any, cls: type[json.JSONEncoder] | None) -> Any:
    """Return JSON as both databases take it, and nothing for nothing; most of it is empty."""
    if value is None:
        return None
    empty = None if value else _EMPTY.get(type(value))
    return empty or (json.dumps(value, cls=cls) if cls else jsons.write(value))


def _moment(value: datetime) -> str:
    """Return a moment as SQLite keeps it, in UTC. Django's own way costs five times more."""
    if value.tzinfo is not UTC:
        if value.tzinfo is None:
            raise ValueError(f"{value} names no zone")
        value = value.astimezone(UTC)
    return value.isoformat(" ")[:-_ZONE]
