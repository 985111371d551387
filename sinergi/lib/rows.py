"""Writing many rows at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Model


def update(rows: Sequence[Model], fields: Sequence[str]) -> None:
    """Write these fields of rows of one table that exist, whose locks the caller holds.

    Raw SQL, because it is on the way of every message: Django's ``bulk_update`` builds a CASE for
    each row and field, and nine tenths of the time go into that. No signal of Django is sent.
    """
    if not rows:
        return
    meta = rows[0]._meta  # noqa: SLF001  # Django's public _meta
    columns = [field for field in meta.concrete_fields if field.name in fields]
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(str(column.column))} = %s" for column in columns)
    sql = f"UPDATE {quote(meta.db_table)} SET {sets} WHERE id = %s"  # noqa: S608  # our own names
    values = [
        [*(one.get_db_prep_save(getattr(row, one.attname), connection) for one in columns), row.pk]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
