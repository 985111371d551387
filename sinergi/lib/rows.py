"""Writing many rows at once.

Raw SQL, because it is on the way of every message of the public: Django's ``bulk_update`` builds a
CASE for each row and field, its ``bulk_create`` asks each field of each row half a dozen questions,
and most of the time goes into that. No signal of Django is sent, and no field may fill itself in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, JSONField, Model

#: What the drivers take as it is, where it is no JSON.
_PLAIN = frozenset({str, int, float, bool, type(None)})

#: A field's name in Python and what makes of its value one for the driver.
_Prepared = tuple[str, Callable[[Any], Any]]


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
    prepared = [_of(field) for field in fields]
    values = [[prepare(getattr(row, name)) for name, prepare in prepared] for row in rows]
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
    prepared = [_of(field) for field in columns]
    values = [
        [*(prepare(getattr(row, name)) for name, prepare in prepared), row.pk] for row in rows
    ]
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


@lru_cache(256)
def _of(field: Field[Any, Any]) -> _Prepared:
    """Return a field, ready to be written many times."""

    def whole(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    def plain(value: Any) -> Any:
        return value if type(value) in _PLAIN else field.get_db_prep_save(value, connection)

    if isinstance(field, JSONField):
        return field.attname, whole
    if isinstance(field, DateTimeField) and connection.vendor == "sqlite":
        return field.attname, _moment
    return field.attname, plain


def _moment(value: datetime | None) -> str | None:
    """Return a moment as SQLite keeps it, in UTC. Django's own way costs five times more."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError(f"{value} names no zone")
    return str(value.astimezone(UTC).replace(tzinfo=None))
