"""What the database knows of its tables, by which it chooses its way through them."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

#: So many rows of an index are looked at, so that big tables cost no more than small ones.
ROWS_LOOKED_AT = 400


def gather(now: datetime) -> None:
    """Look at tables anew. PostgreSQL does so by itself; SQLite only where it is told to."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
