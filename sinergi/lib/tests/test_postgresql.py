"""A connection whose server ended it is opened anew, before anybody notices."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection as database
from django.db import connections
from django.utils import timezone

from sinergi.lib.postgresql.base import SILENT
from sinergi.notices.models import Notice
from sinergi.people.models import User

connection: Any = database
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server")


def backend() -> int:
    """Return the number of the server's process of this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    return int(number)


def other_asks(sql: str, number: int) -> object:
    """Ask the server about one of its processes, by another connection."""
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute(sql, [number])
            return cursor.fetchone()[0]
    finally:
        other.close()


def end(number: int) -> None:
    """Have the server end a connection, as when it restarts."""
    other_asks("SELECT pg_terminate_backend(%s, 5000)", number)


def asked_last(number: int) -> object:
    return other_asks("SELECT query_start FROM pg_stat_activity WHERE pid = %s", number)


def test_a_connection_that_the_server_ended_is_opened_anew() -> None:
    before, checks = backend(), connection.health_check_enabled
    assert connection.is_usable()
    end(before)
    connection.health_check_enabled, connection.health_check_done = True, False
    try:
        assert backend() != before
    finally:
        connection.health_check_enabled = checks


def test_a_connection_that_was_just_used_is_not_asked() -> None:
    number = backend()
    assert connection.is_usable()
    before = asked_last(number)
    assert connection.is_usable()
    assert asked_last(number) == before


def test_more_rows_than_a_statement_takes_are_written_by_several(ayu: User) -> None:
    now = timezone.now()
    rows = [
        Notice(user=ayu, kind="free", text=f"{n}", url="/", created=now, facts={"n": n})
        for n in range(9_000)
    ]
    Notice.objects.bulk_create(rows)
    assert Notice.objects.count() == 9_000


def test_a_connection_that_was_silent_for_long_is_asked() -> None:
    number = backend()
    before = asked_last(number)
    connection._used -= SILENT + 1
    assert connection.is_usable()
    assert asked_last(number) != before
