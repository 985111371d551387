"""Moments are read quickly, questions are put into SQLite's spelling once, and who writes waits for
their turn.

SQLite looks after ever longer pauses whether it may write, up to a tenth of a second, and has no
queue: where there is always somebody who writes, who came last is always first, and who waits ends
in "database is locked" after half a minute. So it gives up soon (``busy_timeout`` in the settings),
and is asked anew, as everybody who waits is.
"""

from __future__ import annotations

import sqlite3
import time
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from sinergi.lib.asking import Asking

#: So many questions are kept in SQLite's spelling.
SPELLED = 1024

#: Seconds that one waits until others have written, and between two looks.
PATIENCE, STEP = 60.0, 0.001


def moment(data: bytes) -> datetime:
    """Return a stored moment, which names no zone: it is UTC. Django's way takes five times as
    long, and leaves the zone to be told."""
    return datetime.fromisoformat(f"{data.decode()}+00:00")


# For the whole process, as Django's own that it takes the place of.
sqlite3.register_converter("datetime", moment)


class Cursor(base.SQLiteCursorWrapper):
    def execute(self, query: str, params: Any = None) -> Any:
        try:
            return super().execute(query, params)
        except sqlite3.OperationalError as e:
            return self._again(query, params, e)

    def _again(self, query: str, params: Any, error: sqlite3.OperationalError) -> Any:
        """Ask anew while others write: nothing was done. Within a transaction it is our turn."""
        end = time.monotonic() + PATIENCE
        while _busy(error) and time.monotonic() < end:
            if self.connection.in_transaction:
                break
            time.sleep(STEP)
            try:
                return super().execute(query, params)
            except sqlite3.OperationalError as e:
                error = e
        raise error

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None:
            return _spelled(query)
        return super().convert_query(query, param_names=param_names)


def _busy(error: sqlite3.OperationalError) -> bool:
    """True when somebody else writes, or puts right what a killed process left; not all errors have
    a code, of which the lowest byte is the kind."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


@lru_cache(SPELLED)
def _spelled(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(Asking, base.DatabaseWrapper):
    def create_cursor(self, name: Any = None) -> Cursor:
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made
