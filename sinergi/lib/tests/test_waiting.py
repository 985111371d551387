"""Who writes to SQLite waits for their turn, and has one."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from sinergi.lib.asking import ask
from sinergi.work.models import Lease

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a queue"),
]

#: Seconds that somebody else writes: many times as long as SQLite itself waits.
LONG = 0.3


@contextmanager
def somebody_writing(seconds: float) -> Iterator[None]:
    """Have somebody else write for so long from now on."""
    with closing(_other()) as other:
        other.execute("BEGIN IMMEDIATE")
        ending = threading.Timer(seconds, other.execute, ["COMMIT"])
        ending.start()
        yield
        ending.join()


def _other() -> sqlite3.Connection:
    name = connection.settings_dict["NAME"]
    return sqlite3.connect(name, isolation_level=None, check_same_thread=False)


def lease() -> None:
    Lease.objects.create(name="a", holder="b", until=timezone.now())


def test_sqlite_itself_gives_up_soon() -> None:
    """Else who waits for long looks seldom, and who comes anew is always before them."""
    assert ask("PRAGMA busy_timeout", []) == [(10,)]


def test_a_transaction_begins_once_others_have_written() -> None:
    with somebody_writing(LONG), transaction.atomic():
        lease()
    assert Lease.objects.filter(name="a").exists()


def test_what_is_written_without_a_transaction_waits_too() -> None:
    lease()
    with somebody_writing(LONG):
        assert Lease.objects.filter(name="a").update(holder="c") == 1
        ask("DELETE FROM work_lease WHERE name = %s", ["a"])
    assert not Lease.objects.exists()


def test_other_errors_are_told_at_once() -> None:
    start = time.monotonic()
    with somebody_writing(LONG), pytest.raises(OperationalError, match="no such table"):
        ask("SELECT 1 FROM nowhere", [])
    assert time.monotonic() - start < 30
