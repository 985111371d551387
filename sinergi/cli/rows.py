"""Rows of an installation as JSON lines: one format for every database.

Each line is a list of values in the order of ``columns``; times are ISO 8601 in UTC, bytes are
base64. Nothing here knows what the rows mean.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.models.functions import Collate

from sinergi.cli.problems import Problem

Model = type[models.Model]
Field = models.Field[Any, Any]

BATCH = 500

#: What ends with the installation it belongs to: sessions, signs of life, leases.
PASSING = frozenset({"sessions.session", "usersessions.usersession", "work.worker", "work.lease"})


def tables(*, passing: bool) -> list[Model]:
    """Return every stored model, by label. ``passing`` includes what ends with an installation."""
    found = [m for m in apps.get_models(include_auto_created=True) if _stored(m)]
    kept = [m for m in found if passing or label(m) not in PASSING]
    return sorted(kept, key=label)


def label(model: Model) -> str:
    return model._meta.label_lower  # noqa: SLF001  # Django's public _meta


@contextmanager
def snapshot() -> Iterator[None]:
    """See the database as it is at one moment, without keeping anybody from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:  # atomic() would ask for the write lock
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines(model: Model) -> Iterator[bytes]:
    """Return the rows of a table as lines, by primary key, in the same order everywhere."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by(_key(model)).values_list(*names)  # noqa: SLF001
    for row in rows.iterator(chunk_size=2000):
        plain = [_plain(value) for value in row]
        spelled = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        yield spelled.encode() + b"\n"


def _key(model: Model) -> str | Collate:
    """Return what rows are ordered by. PostgreSQL orders words as its language does."""
    words = isinstance(model._meta.pk, models.CharField)  # noqa: SLF001
    return Collate("pk", "C") if words and connection.vendor == "postgresql" else "pk"


def digest(model: Model) -> tuple[int, str]:
    """Return the number of rows and the SHA-256 of their lines."""
    count, found = 0, hashlib.sha256()
    for line in lines(model):
        count += 1
        found.update(line)
    return count, found.hexdigest()


def load(model: Model, source: Iterable[bytes]) -> int:
    """Write lines into an empty table and return how many. Call it in a transaction."""
    fields = columns(model)
    quote = connection.ops.quote_name
    insert = (
        f"INSERT INTO {quote(model._meta.db_table)} "  # noqa: S608, SLF001  # names of our own columns
        f"({', '.join(quote(str(f.column)) for f in fields)}) "
        f"VALUES ({', '.join(['%s'] * len(fields))})"
    )
    count, batch = 0, []
    with connection.cursor() as cursor:
        for line in source:
            batch.append(_prepared(fields, json.loads(line)))
            if len(batch) == BATCH:
                cursor.executemany(insert, batch)
                count, batch = count + len(batch), []
        if batch:
            cursor.executemany(insert, batch)
    return count + len(batch)


def load_all(folder: Path, models_: Iterable[Model]) -> dict[str, int]:
    """Fill the freshly migrated, empty database from ``folder``; return rows by table."""
    counts = {}
    with transaction.atomic():
        every = tables(passing=True)
        for model in every:
            if model._base_manager.exists():  # noqa: SLF001  # what migrate itself has written
                with connection.cursor() as cursor:
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608, SLF001
        for model in models_:
            with (folder / f"{label(model)}.jsonl").open("rb") as source:
                counts[label(model)] = load(model, source)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), every):
                cursor.execute(statement)
    return counts


def must_be_empty() -> None:
    """Raise Problem when the database holds anybody's work."""
    try:
        known = set(connection.introspection.table_names())
    except DatabaseError as e:
        raise Problem(f"The database cannot be reached: {str(e).splitlines()[0]}.") from e
    for name in ("people.User", "units.Unit", "networks.Account", "audit.Entry"):
        model = apps.get_model(name)
        if model._meta.db_table in known and model._base_manager.exists():  # noqa: SLF001
            raise Problem("The database is not empty; choose an empty one. Nothing was changed.")


def columns(model: Model) -> list[Field]:
    return [
        f
        for f in model._meta.concrete_fields  # noqa: SLF001
        if not getattr(f, "generated", False)
    ]


def _stored(model: Model) -> bool:
    meta = model._meta  # noqa: SLF001
    return meta.managed and not meta.proxy


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case UUID() | Decimal():
            return str(value)
        case _:
            return value


def _prepared(fields: list[Field], values: list[Any]) -> list[Any]:
    return [_column(field, value) for field, value in zip(fields, values, strict=True)]


def _column(field: Field, value: Any) -> Any:
    if value is None and isinstance(field, models.JSONField) and not field.null:
        value = models.Value(None, models.JSONField())
    elif not isinstance(field, models.JSONField):
        value = field.to_python(value)
    return field.get_db_prep_save(value, connection)
