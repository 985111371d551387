"""A cache in the database that tells what is there already from what cannot be stored.

Django's says of both that nothing was added. Whoever waits for somebody else to be done, as the
counting of tries to sign in does, then takes a full disk for a try too many.
"""

from __future__ import annotations

from typing import Any

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import OperationalError

#: Who finds neither room nor what is in the way tries again: it may have gone just then.
TRIES = 5


class NotStored(OperationalError):
    """Nothing can be written: a disk is full, or a database can only be read."""


class DatabaseCache(db.DatabaseCache):
    def add(
        self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Add what is not there yet; False where it is. Raises NotStored."""
        for _ in range(TRIES):
            if super().add(key, value, timeout, version):
                return True
            if self.has_key(key, version):
                return False
        raise NotStored("The cache in the database cannot be written.")
