from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import Migration

from sinergi.work import statistics
from sinergi.work.models import Lease

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL does so by itself"),
]

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def leases(db: None) -> None:
    Lease.objects.bulk_create(Lease(name=f"{n}", holder="a", until=NOW) for n in range(20))


def known() -> bool:
    """True when the database knows how many leases there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name = 'sqlite_stat1'")
        if not cursor.fetchall():
            return False
        cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'work_lease'")
        return any(row[0].startswith("20 ") for row in cursor.fetchall())


def test_the_database_knows_how_big_its_tables_are() -> None:
    assert not known()
    statistics.gather(NOW)
    assert known()


def test_what_an_index_of_words_keeps_for_itself_is_not_told() -> None:
    statistics.gather(NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
        own = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        told = {name for (name,) in cursor.fetchall()}
    assert own
    assert told
    assert not own & told


@pytest.mark.parametrize(
    ("names", "after"),
    [
        (["inbox.0009_more"], True),
        (["work.0002_more"], True),
        ([], False),
        (["inbox.0001_schema", "work.0001_initial"], False),
    ],
    ids=["another room", "this room", "nothing", "a new database"],
)
def test_it_knows_so_after_tables_were_changed(names: list[str], after: bool) -> None:
    plan = [(migration(*name.split(".")), False) for name in names]
    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", plan=plan)
    assert known() == after


class First(Migration):
    initial = True


def migration(room: str, name: str) -> Migration:
    return (First if name.startswith("0001") else Migration)(name, room)
