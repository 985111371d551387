"""What ``check`` looks at once Django stands."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.cli import channels, keeping, maps
from sinergi.cli.findings import Finding
from sinergi.work import workers
from sinergi.work.models import Worker

SKEW = timedelta(seconds=5)
CACHE_TABLE = "cache"
PROBE = ".check"


def everything() -> Iterator[Finding]:
    """Return what is wrong with database, files, workers, accounts and log."""
    try:
        known = set(connection.introspection.table_names())
    except DatabaseError as e:
        yield Finding(
            f"The database cannot be reached: {str(e).splitlines()[0]}.",
            "Everything is stored there.",
            "Start it, or correct DATABASE_URL.",
        )
        return
    waiting = not_migrated()
    if waiting:
        yield Finding(
            f"The database is not up to date ({waiting} steps are missing).",
            "The program expects tables that are not there.",
            "Run: sinergi init",
        )
        return
    yield from of_files(known)
    yield from of_mail()
    now = timezone.now()
    yield from of_workers(now)
    yield from channels.of_accounts(now)
    yield from channels.of_apps()
    yield from maps.of_borders()
    yield from keeping.of_messages(now)
    yield from of_log()


def of_files(tables: set[str]) -> Iterator[Finding]:
    if settings.DEBUG:
        yield Finding("DEBUG is on.", "Errors show secrets to anybody.", "Set DEBUG to False.")
    if "DatabaseCache" in settings.CACHES["default"]["BACKEND"] and CACHE_TABLE not in tables:
        yield Finding(
            "The cache table is missing.", "Sign-ins cannot be throttled.", "Run: sinergi init"
        )
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Finding(
            "The static files have not been made.", "Pages cannot be drawn.", "Run: sinergi init"
        )
    try:
        name = default_storage.save(PROBE, ContentFile(b"check"))
        default_storage.delete(name)
    except OSError as e:
        yield Finding(
            f"Media cannot be written: {e.strerror or e}.",
            "Images of posts are kept there.",
            f"Let this user write in {settings.MEDIA_ROOT}.",
        )


def of_mail() -> Iterator[Finding]:
    """Return whether the mail server, where one is set, answers."""
    if "console" in settings.EMAIL_BACKEND:
        return
    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), timeout=5).close()
    except OSError as e:
        yield Finding(
            f"The mail server {place} does not answer: {e.strerror or e}.",
            "Nobody is told by e-mail what waits for them.",
            "Correct SINERGI_EMAIL_URL, or start the mail server.",
        )


def of_workers(now: datetime) -> Iterator[Finding]:
    if not workers.alive(now):
        yield Finding(
            "No worker is running.",
            "Nothing is sent and nothing is heard.",
            "Run: sinergi serve (or sinergi work)",
        )
    for worker in Worker.objects.filter(stopped=None, seen__gt=now + SKEW):
        yield Finding(
            f"The clock of {worker.host} is {int((worker.seen - now).total_seconds())} s ahead.",
            "Posts go out at the wrong moment, and leases end too late.",
            "Set the clocks of all machines by NTP.",
        )


def of_log() -> Iterator[Finding]:
    proof = audit.verify()
    if proof.broken:
        yield Finding(
            f"The audit log does not hold: {proof.broken}",
            "Somebody altered the database, or the audit key is not the one it was made with.",
            "Keep a copy of the database, and restore the last backup that holds.",
        )


def not_migrated() -> int:
    """Return how many migrations this database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
