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
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.cli.findings import Finding
from sinergi.lib.keys import KeyProblem
from sinergi.networks import gateway, health, registered
from sinergi.networks.models import Account, NetworkCall
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
    yield from of_accounts(now)
    yield from of_apps()
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


def of_accounts(now: datetime) -> Iterator[Finding]:
    """Return what is due and not sent, and the accounts for which a person has to do something."""
    oldest = health.overdue(now).select_related("account").first()
    if oldest is not None:
        yield Finding(
            f"Something for {oldest.account} was due at {oldest.due:%Y-%m-%d %H:%M} UTC "
            "and has not been sent.",
            "A post is late, and the public does not hear of it.",
            "Look at its page; reconnect the account or start a worker.",
        )
    troubled = list(health.troubled(now).filter(network__in=settings.NETWORKS).order_by("pk"))
    found = health.of_accounts(troubled, now=now)
    for account in troubled:
        yield Finding(
            f"{account} on {account.network}: "
            + " ".join(
                p["message"].format(**p.get("facts", {})) for p in found[account.pk].problems
            ),
            "Nothing, or not all, is sent and heard there.",
            "Its owner looks at the page of the account; it says more.",
        )
    yield from _missing()
    for account in Account.objects.exclude(credentials=b""):
        try:
            gateway.unlock(account.credentials)
        except KeyProblem as e:
            yield Finding(
                f"The credentials of {account} cannot be read.",
                "Nothing can be sent or heard there.",
                str(e),
            )


def _missing() -> Iterator[Finding]:
    """Return what networks said that accounts still lack, and the calls nobody could read."""
    connected = Account.objects.filter(state=Account.State.CONNECTED).exclude(missing=[])
    for account in connected.order_by("pk"):
        for lack in account.missing:
            yield Finding(
                f"{account} on {account.network}: {lack['what'].format(**lack['facts'])}",
                "Not everything works there.",
                str(lack["do"]).format(**lack["facts"]),
            )
    unread = NetworkCall.objects.filter(next_try=None).count()
    if unread:
        yield Finding(
            f"{unread} calls of networks could not be read.",
            "What they said may be missing in the inbox, unless listening brought it.",
            "Look for the reason in the log of the workers; run: sinergi inbox backfill",
        )


def of_apps() -> Iterator[Finding]:
    """Return which networks are enabled, but give nobody access: nobody registered an app there."""
    lacking = [
        f"{row.card.name} ({', '.join(registered.app_missing(row.card.slug))})"
        for row in registered.apps()
        if not row.registered
    ]
    if lacking:
        yield Finding(
            f"This installation is not registered with {'; '.join(lacking)}.",
            "Accounts there can only be kept by hand.",
            f"Enter what each network gives you at {settings.SITE_URL}{reverse('networks:apps')}; "
            "docs/connectors says how to obtain it. Or leave the network out of SINERGI_NETWORKS.",
            warning=True,
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
