"""Writing many rows at once.

Raw SQL, because it is on the way of every message of the public: Django's ``bulk_update`` builds a
CASE for each row and field, its ``bulk_create`` asks each field of each row half a dozen questions,
and most of the time goes into that. No signal of Django is sent, and no field may fill itself in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, transaction
from django.db.models import Model
from django.db.models.base import ModelState

from sinergi.lib.driven import driven

Row = TypeVar("Row", bound=Model)


def names(model: type[Model]) -> tuple[str, ...]:
    """Return the columns of a model as ``read`` takes their values."""
    return tuple(field.attname for field in model._meta.concrete_fields)  # noqa: SLF001  # public


def read(model: type[Row], columns: Sequence[str], values: Iterable[Any]) -> Row:
    """Return a row of the database as Django would, without asking each field."""
    row = _made(model, dict(zip(columns, values, strict=True)))
    _stored(row)
    return row


def new(model: type[Row], **values: Any) -> Row:
    """Return a row that is not stored, with its defaults; other tables' rows by their ids."""
    plain, called = _blank(model)
    return _made(model, {**plain, **{name: make() for name, make in called}, **values})


def _stored(row: Model) -> None:
    state = row._state  # noqa: SLF001  # as from_db does
    state.adding, state.db = False, DEFAULT_DB_ALIAS


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
    new = [row for row in rows if row.__dict__["id"] is None]
    if new:
        for row, pk in zip(new, _ids(type(new[0]), len(new)), strict=True):
            row.__dict__["id"] = pk


def told(rows: Sequence[Model], name: str) -> None:
    """Have rows know the id that a row they name has now, as Django does when it saves."""
    for row in rows:
        other = row._state.fields_cache[name]  # noqa: SLF001  # Django's
        row.__dict__[f"{name}_id"] = other.__dict__["id"]


def insert(rows: Sequence[Model]) -> None:
    """Write new rows of one table, inside the caller's transaction; those without an id get one."""
    number(rows)
    if not rows:
        return
    model = type(rows[0])
    fields = [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001  # public
    values = driven(rows, fields)
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
        _stored(row)


def update(rows: Sequence[Model], fields: Sequence[str], *, where: Sequence[str] = ()) -> None:
    """Write these fields of rows of one table that exist, whose locks the caller holds; or of those
    alone in which other fields still are what they are here."""
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001  # Django's public _meta
    columns = [field for field in meta.concrete_fields if field.name in fields]
    known = [meta.pk, *(field for field in meta.concrete_fields if field.name in where)]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(column.column))} = %s" for column in columns)
    still = " AND ".join(f"{quote(str(column.column))} = %s" for column in known)
    sql = f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {still}"  # noqa: S608  # our own names
    values = driven(rows, [*columns, *known])
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
