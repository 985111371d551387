from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection

from sinergi.work import statistics
from sinergi.work.models import Lease

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_database_knows_how_big_its_tables_are() -> None:
    Lease.objects.bulk_create(Lease(name=f"{n}", holder="a", until=NOW) for n in range(20))

    statistics.gather(NOW)

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'work_lease'")
            assert any(row[0].startswith("20 ") for row in cursor.fetchall())
