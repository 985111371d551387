"""Moments of PostgreSQL: the same as Django's own, quicker."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from psycopg.types.datetime import TimestamptzLoader

from sinergi.lib.moments import IN_WORDS, MOMENT, quick, quicker

Moments = quicker(TimestamptzLoader)
#: What Python can tell in every zone.
FIRST, LAST = datetime(1, 1, 2), datetime(9999, 12, 30)  # noqa: DTZ001  # zones come beside them
ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda far: timezone(timedelta(minutes=far // timedelta(minutes=1)))
)


def told(at: datetime) -> bytes:
    """Spell a moment as PostgreSQL does, which leaves out what is 0 at the end."""
    words, zone = at.replace(tzinfo=None).isoformat(" "), at.strftime("%z")
    short = words.rstrip("0") if "." in words else words
    return f"{short}{zone[:3]}{f':{zone[3:]}' if zone[3:] != '00' else ''}".encode()


@given(at=st.datetimes(FIRST, LAST, timezones=ZONES))
def test_a_moment_is_the_one_that_was_told(at: datetime) -> None:
    found = Moments(MOMENT).load(told(at))
    assert found == at == TimestamptzLoader(MOMENT).load(told(at))
    assert found.tzinfo is UTC


@pytest.mark.parametrize("data", [b"infinity", b"0044-03-15 00:00:00+00 BC"])
def test_what_is_no_moment_in_python_is_said(data: bytes) -> None:
    with pytest.raises(psycopg.DataError):
        Moments(MOMENT).load(data)


@pytest.mark.django_db
def test_a_connection_reads_so() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite tells words")
    quick(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT '2026-11-29 07:43:15.0875+07'::timestamptz", [])
        (found,) = cursor.fetchone()
        assert "Moments" in str(cursor.adapters.get_loader(MOMENT, IN_WORDS))
    assert found == datetime(2026, 11, 29, 0, 43, 15, 87500, tzinfo=UTC)
