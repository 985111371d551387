"""Copy this installation to another, empty database, and prove the copy row by row.

The old database is left untouched. Stop `sinergi serve` first: nothing may be sent meanwhile.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sinergi import __version__
from sinergi.cli import archive, backup, restoring, rows
from sinergi.cli.problems import Problem, standard_input
from sinergi.lib import env
from sinergi.work import workers


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", nargs="?", metavar="DATABASE_URL", help="- reads it from stdin")
    parser.add_argument("--receive", type=Path, help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    if args.receive:
        return _receive(args.receive)
    url = standard_input().readline().strip() if args.url == "-" else (args.url or "")
    if not url:
        raise Problem("Name the database: sinergi move-to postgres://user:password@host/name")
    there = _environment(url)
    living = workers.alive(timezone.now())
    if living:
        raise Problem(f"A worker is running ({living[0].name}); stop Sinergi everywhere first.")
    with tempfile.TemporaryDirectory(prefix="moving-", dir=settings.HOME) as name:
        manifest = _copied(Path(name))
        words = [sys.executable, "-m", "sinergi", "move-to", "--receive", name]
        if subprocess.run(words, env=there, check=False).returncode:
            raise Problem(
                "The copy failed; the reason stands above. The old database is untouched."
            )
    counts = manifest["rows"]
    print(f"Copied and proven: {sum(counts.values())} rows in {len(counts)} tables.")
    print("Set DATABASE_URL to the new address everywhere, start Sinergi, and run: sinergi check")
    return 0


def _environment(url: str) -> dict[str, str]:
    """Return the environment in which the new database is the database."""
    there = {n: v for n, v in os.environ.items() if n != "DATABASE_URL_FILE"}
    there["DATABASE_URL"] = url
    try:
        values = env.read(there)
    except env.SettingError as e:
        raise Problem(str(e)) from e
    if values["DATABASE_URL"] == settings.ENV["DATABASE_URL"]:
        raise Problem("This is the database in use; name another one.")
    return there


def _copied(folder: Path) -> dict[str, Any]:
    book = archive.Book(folder)
    counts = backup.write_rows(book, passing=True)
    manifest = {
        "format": archive.FORMAT,
        "version": __version__,
        "made_at": timezone.now().isoformat(),
        "migrations": backup.migrations(),
        "rows": counts,
        "files": book.files,
    }
    archive.write_manifest(folder, manifest)
    return manifest


def _receive(folder: Path) -> int:
    """Fill the new database and compare every table with what was written."""
    manifest = archive.verified(folder)
    restoring.migrated(manifest)
    with transaction.atomic():
        restoring.received(folder, manifest["rows"])
        for name, count in manifest["rows"].items():
            noted = manifest["files"][f"rows/{name}.jsonl"]["sha256"]
            if rows.digest(apps.get_model(name)) != (count, noted):
                raise Problem(f"The table {name} is not the same in the new database.")
    return 0
