"""Moments are read quickly, and questions are put into SQLite's spelling once."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from sinergi.lib.asking import Asking

#: So many questions are kept in SQLite's spelling.
SPELLED = 1024


def moment(data: bytes) -> datetime:
    """Return a stored moment, which names no zone: it is UTC. Django's way takes five times as
    long, and leaves the zone to be told."""
    return datetime.fromisoformat(f"{data.decode()}+00:00")


# For the whole process, as Django's own that it takes the place of.
sqlite3.register_converter("datetime", moment)


class Cursor(base.SQLiteCursorWrapper):
    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _spelled(query)
        return super().convert_query(query, param_names=param_names)


@lru_cache(SPELLED)
def _spelled(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(Asking, base.DatabaseWrapper):
    def create_cursor(self, name: Any = None) -> Cursor:
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made
