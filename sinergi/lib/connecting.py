"""What each connection to PostgreSQL is told when it opens."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.dispatch import receiver

from sinergi.lib import moments

#: So many statements stay planned on a connection. The pages of one person are made of more than
#: the hundred that psycopg keeps: it would drop a plan before the same page is asked for again.
MOST_PLANNED = 500

#: A page asks small questions: starting helpers or compiling an expression takes longer than the
#: answer, and PostgreSQL begins with it where its guess of the rows is high.
_TOLD = "SET jit = off; SET max_parallel_workers_per_gather = 0"


@receiver(connection_created, dispatch_uid="lib.connecting")
def tell(*, connection: Any, **_: Any) -> None:
    """Read moments quickly, keep many plans, and plan for pages."""
    if connection.vendor == "postgresql":
        driver = connection.connection
        driver.prepared_max = MOST_PLANNED
        moments.quick(driver)
        with driver.cursor() as cursor:
            cursor.execute(_TOLD, prepare=False)


def literal(value: Any) -> str:
    """Return a value as it stands in the words of a statement for PostgreSQL."""
    connection.ensure_connection()
    said: str = connection.ops.compose_sql("%s", [value])  # type: ignore[attr-defined]  # PostgreSQL alone
    return said
