"""What the database knows of its tables, by which it chooses its way through them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.utils import timezone

#: So many rows of an index are looked at, so that big tables cost no more than small ones.
ROWS_LOOKED_AT = 400

#: Tables, but for those in which an index of words (FTS5) keeps what is its own: it asks for it by
#: keys. Told that there are two rows, as after an installation, it walks through the thousands that
#: came since, and to take in a message took eight times as long.
_TABLES = """
SELECT name FROM pragma_table_list
WHERE schema = 'main' AND type = 'table' AND substr(name, 1, 7) <> 'sqlite_'
"""
#: Of before: what was told of such tables.
_FORGET = """
DELETE FROM sqlite_stat1 WHERE tbl IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
"""


def gather(now: datetime) -> None:
    """Look at tables anew. PostgreSQL does so by itself; SQLite only where it is told to."""
    if connection.vendor != "sqlite":
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute(_TABLES)
        for (name,) in cursor.fetchall():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(name)}")
        cursor.execute(_FORGET)


def watch(room: AppConfig) -> None:
    """Have tables looked at after they were changed: one that was made anew is unknown.

    Not those of a new database: told that its tables have a row or none, SQLite sorted all of the
    hundred thousand posts that came within the hour.
    """
    post_migrate.connect(_after, sender=room, dispatch_uid="work.statistics")


def _after(sender: AppConfig, **told: Any) -> None:
    changes = [migration for migration, _backwards in told.get("plan") or ()]
    made = any(one.app_label == sender.label and one.initial for one in changes)
    if changes and not made:
        gather(timezone.now())
