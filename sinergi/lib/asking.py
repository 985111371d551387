"""Small questions to the database: ten of them make a page, and answering each takes a moment.

Django opens a cursor for each question and wraps it three times, which takes longer than SQLite
needs to answer from an index. Our backends (``lib.sqlite3``, ``lib.postgresql``) keep one cursor
instead, for as long as the connection lives. Who listens to questions (tests, a log) hears all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]


def ask(sql: str, values: Sequence[Any]) -> list[Row]:
    """Return all rows of the answer, as the driver gives them. ``sql`` has ``%s`` for each value.

    Raises Django's errors of databases, as a cursor does.
    """
    database: Any = connections[DEFAULT_DB_ALIAS]
    rows: list[Row] = database.ask(sql, values)
    return rows


class Asking(BaseDatabaseWrapper):
    """What both backends do with a small question."""

    health_check_enabled: bool
    health_check_done: bool
    _kept: Any = None

    def ask(self, sql: str, values: Sequence[Any]) -> list[Row]:
        checked = self.health_check_done or not self.health_check_enabled
        if not checked or self.execute_wrappers or self.queries_logged:
            with self.cursor() as cursor:
                cursor.execute(sql, values)
                return list(cursor.fetchall())
        self.ensure_connection()
        self.validate_no_broken_transaction()
        if self._kept is None or self._kept.connection is not self.connection:
            self._kept = self.create_cursor()
        with self.wrap_database_errors:
            self._kept.execute(sql, values)
            return list(self._kept.fetchall())
