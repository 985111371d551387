"""What the database knows of its tables, by which it chooses its way through them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils import timezone

#: So many rows of an index are looked at, so that big tables cost no more than small ones.
ROWS_LOOKED_AT = 400


def gather(now: datetime) -> None:
    """Look at tables anew. PostgreSQL does so by itself; SQLite only where it is told to."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")


def watch(room: AppConfig) -> None:
    """Have tables looked at after they were changed: one that was made anew is unknown."""
    post_migrate.connect(_after, sender=room, dispatch_uid="work.statistics")


def _after(**told: Any) -> None:
    if told.get("plan"):
        gather(timezone.now())
