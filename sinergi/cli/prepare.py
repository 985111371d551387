"""What ``init`` does once Django stands."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from sinergi.audit import actions as audit
from sinergi.cli.problems import Problem
from sinergi.cli.sealing import FOREIGN
from sinergi.lib import closed
from sinergi.web import assets


def everything() -> None:
    """Bring database, cache table, words and static files up to date, and begin the log.

    Raises Problem when the log began here before and the database holds none of it, or is that of
    another key.
    """
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
    assets.prepare(settings.HOME)
    tables()
    _log()


def database_file() -> None:
    """Make the file of a new SQLite database, before anything opens it."""
    if connection.vendor == "sqlite":
        closed.make(Path(settings.DATABASES["default"]["NAME"]))


def tables() -> None:
    """Make or change the tables, that of the cache too."""
    database_file()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def _log() -> None:
    try:
        audit.begin()
    except audit.Foreign as e:
        raise Problem(FOREIGN) from e
    except audit.Headless as e:
        raise Problem(
            f"This database holds none of the audit log that began in {settings.HOME}. Restore a "
            "backup or use sinergi move-to; to begin anew, choose another SINERGI_HOME."
        ) from e
