"""How SQLite goes through its tables to answer a question."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


def plan(asked: CaptureQueriesContext, table: str) -> str:
    """Return the plan of the first question that was asked of a table. Skips on PostgreSQL."""
    if connection.vendor != "sqlite":
        pytest.skip("the plan of a small table says nothing on PostgreSQL")
    statement = next(q["sql"] for q in asked if table in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
        return " ".join(str(row) for row in cursor.fetchall())
