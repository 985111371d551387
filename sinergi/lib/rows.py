"""Writing many rows at once.

Raw SQL, because it is on the way of every message of the public: Django's ``bulk_update`` builds a
CASE for each row and field, its ``bulk_create`` asks each field of each row half a dozen questions,
and most of the time goes into that. No signal of Django is sent, and no field may fill itself in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, JSONField, Model
from django.db.models.base import ModelState

#: What the drivers take as it is, where it is no JSON.
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, type(None)})

Row = TypeVar("Row", bound=Model)

#: Types of a field's value that the driver takes as they are, and what makes one of the others.
_Prepared = tuple[frozenset[type], Callable[[Any], Any]]


def names(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of a model as ``read`` takes their values."""
    return tuple(field.attname for field in model._meta.concrete_fields)  # noqa: SLF001  # public


def read(model: type[Row], columns: Sequence[str], values: Iterable[Any]) -> Row:
    """Return a row of the database as Django would, without asking each field."""
    row = _made(model, dict(zip(columns, values, strict=True)))
    row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001  # as from_db does
    return row


def new(model: type[Row], **values: Any) -> Row:
    """Return a row that is not stored, with its defaults; other tables' rows by their ids."""
    plain, called = _blank(model)
    return _made(model, {**plain, **{name: make() for name, make in called}, **values})


def _made(model: type[Row], values: dict[str, Any]) -> Row:
    row = model.__new__(model)
    row.__dict__ = values
    row._state = ModelState()  # noqa: SLF001  # as Model.__init__ does
    return row


@lru_cache(64)
def _blank(model: type[Model]) -> tuple[Mapping[str, Any], Sequence[tuple[str, Any]]]:
    """Return the defaults of a model's columns, and those that are made anew for each row."""
    fields = model._meta.concrete_fields  # noqa: SLF001
    called = [
        (field.attname, field.default)
        for field in fields
        if field.has_default() and callable(field.default)
    ]
    named = {name for name, _ in called}
    plain = {f.attname: f.get_default() for f in fields if f.attname not in named}
    return plain, called


def number(rows: Sequence[Model]) -> None:
    """Give new rows of one table their ids, inside the transaction in which ``insert`` writes them:
    rows that name each other need no second writing."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Rows are numbered where they are written.")
    new = [row for row in rows if row.pk is None]
    if new:
        for row, pk in zip(new, _ids(type(new[0]), len(new)), strict=True):
            row.pk = pk


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one table, inside the caller's transaction; those without an id get one."""
    number(rows)
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001  # public
    values = _values(rows, fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    into = f"{quote(model._meta.db_table)} ({columns})"  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", values)  # noqa: S608  # ours
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias  # noqa: SLF001


def update(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write these fields of rows of one table that exist, whose locks the caller holds."""
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001  # Django's public _meta
    columns = [field for field in meta.concrete_fields if field.name in fields]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(column.column))} = %s" for column in columns)
    sql = f"UPDATE {quote(meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608  # our own names
    values = [[*each, row.pk] for row, each in zip(rows, _values(rows, columns), strict=True)]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)


def _ids(model: type[Model], many: int) -> Sequence[int]:
    """Take so many ids that no other row of a table has, nor will have."""
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "pg_get_serial_sequence(%s, 'id')"
            cursor.execute(
                f"SELECT nextval({sequence}) FROM generate_series(1, %s)",  # noqa: S608  # ours
                [table, many],
            )
            return [pk for (pk,) in cursor.fetchall()]
        # One writes at a time, and holds the database until its transaction ends.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = row[0] if row else 0
    return range(last + 1, last + many + 1)


def _values(rows: Sequence[Model], fields: Sequence[Field[Any, Any]]) -> list[list[Any]]:
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
