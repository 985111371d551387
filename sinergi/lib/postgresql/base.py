"""A connection that was used a moment ago is usable, unless its server said something unasked.

Django asks ``SELECT 1`` before the first question of each request: of a page of ten questions that
is an eleventh of the wait. A server that restarts, or ends a connection, says so at once; what
lies between may forget a connection that was long silent, and says nothing.
"""

from __future__ import annotations

import time
from select import POLLIN, poll

from django.db.backends.postgresql import base

from sinergi.lib.asking import Asking

#: Whoever forgets connections keeps them for some minutes; after so many seconds we ask.
SILENT = 60


class DatabaseWrapper(Asking, base.DatabaseWrapper):
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
