"""Taking rows that are free, by one statement: what a worker asks for again and again.

Nobody waits until a claim is on the disk: what a falling machine forgets of it is taken again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from sinergi.lib import rows
from sinergi.lib.durability import SOON, without_waiting
from sinergi.lib.prepared import Prepared


class Claim:
    """Rows of one table that are free, and what is written of them when they are taken.

    For work that may be done twice, and outside of a transaction.

    Parameters
    ----------
    free
        The rows in their order, at most so many, with slots. Where databases know how, those that
        another holds are passed over.
    sets
        What is written, as SQL with ``%s`` for values that are given each time.
    """

    def __init__(self, free: QuerySet[Any, Any], sets: str) -> None:
        self._model: type[Model] = free.model
        self._columns = rows.names(self._model)
        # Django makes no query that locks where no transaction is open; this one is a part of one.
        with nullcontext() if connection.vendor == "sqlite" else transaction.atomic():
            self._free = Prepared(free.select_for_update(skip_locked=True).values_list("pk"))
        self._read = Prepared(self._model._default_manager.values_list(*self._columns))  # noqa: SLF001  # public
        quote = connection.ops.quote_name
        among = "IN (" if connection.vendor == "sqlite" else "= ANY(ARRAY("
        ends = ")" if connection.vendor == "sqlite" else "))"
        soon = "" if connection.vendor == "sqlite" else f"AND {SOON} = 'off' "
        self._sql = (
            f"UPDATE {quote(self._model._meta.db_table)} SET {sets} "  # noqa: SLF001, S608  # ours
            f"WHERE id {among}{self._free.sql}{ends} {soon}"
            f"RETURNING {', '.join(map(quote, self._written()))}"
        )

    def run(self, values: Sequence[Any], **given: Any) -> list[Any]:
        """Take rows and return them as they are now, by their ids. ``values`` are as the database
        takes them."""
        if connection.vendor == "sqlite" and not self._free.run(**given):
            return []  # to look costs nothing; to write, the one place among those who write
        with without_waiting(), connection.cursor() as cursor:
            cursor.execute(self._sql, [*values, *self._free.filled(given)])
            found = self._read.converted(cursor.fetchall())
        made = [rows.read(self._model, self._columns, row) for row in found]
        return sorted(made, key=lambda row: row.pk)

    def _written(self) -> list[str]:
        return [str(f.column) for f in self._model._meta.concrete_fields]  # noqa: SLF001
