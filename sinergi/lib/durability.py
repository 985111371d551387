"""Transactions that nobody waits for until they are on the disk: half of the time of short work.

Both databases keep their order. What is written next and waited for is never on the disk without
what was written before; a falling machine forgets the newest alone, and all that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

#: Said to PostgreSQL inside of a transaction, which then is not waited for.
SOON = "set_config('synchronous_commit', 'off', true)"


@contextmanager
def repeatable() -> Iterator[None]:
    """A transaction of work that is done again where it is forgotten. Within another one, which is
    waited for or not as it was begun, a part of that."""
    outermost = not connection.in_atomic_block
    with without_waiting(), transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {SOON}")
        yield


@contextmanager
def without_waiting() -> Iterator[None]:
    """Have SQLite not wait for the disk, outside of a transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        (before,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA synchronous={before:d}")
