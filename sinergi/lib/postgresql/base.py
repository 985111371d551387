"""A connection that was used a moment ago is usable, unless its server said something unasked.

Django asks ``SELECT 1`` before the first question of each request: of a page of ten questions that
is an eleventh of the wait. A server that restarts, or ends a connection, says so at once; what
lies between may forget a connection that was long silent, and says nothing.
"""

from __future__ import annotations

import time
from select import POLLIN, poll
from typing import Any

from django.db.backends.postgresql import base, features, operations

from sinergi.lib.asking import Asking

#: Whoever forgets connections keeps them for some minutes; after so many seconds we ask.
SILENT = 60


class DatabaseFeatures(features.DatabaseFeatures):
    #: Of a statement whose values are sent beside it, as all of ours are.
    max_query_params = 2**16 - 1


class DatabaseOperations(operations.DatabaseOperations):
    def bulk_batch_size(self, fields: Any, objs: Any) -> int:
        """Return how many rows are written by one statement; Django knows no bound here."""
        return DatabaseFeatures.max_query_params // len(fields) if fields else len(objs)

    def for_update_sql(self, *args: Any, **how: Any) -> str:
        """Hold rows whose numbers stay: what others write of them meanwhile names them only, and
        need not wait."""
        return str(super().for_update_sql(*args, **{**how, "no_key": True}))


class DatabaseWrapper(Asking, base.DatabaseWrapper):
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    _used = 0.0

    def is_usable(self) -> bool:
        """True for a connection whose server is there."""
        driver, now = self.connection, time.monotonic()
        if driver is None or driver.closed:
            return False
        silent, self._used = now - self._used > SILENT, now
        return super().is_usable() if silent or _said(driver.fileno()) else True


def _said(socket: int) -> bool:
    """True where something came that is not read yet."""
    waiting = poll()
    waiting.register(socket, POLLIN)
    return bool(waiting.poll(0))
