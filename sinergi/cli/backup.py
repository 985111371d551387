"""Copy database, media and keys into a new folder, while the installation runs.

The copy is read back and compared before it gets its name: a folder that exists is whole. Keep it
as safe as the installation: it holds the keys.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from sinergi import __version__
from sinergi.cli import archive, rows
from sinergi.cli.problems import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="must not exist yet")
    parser.add_argument("--verify", action="store_true", help="only check the backup in FOLDER")


def run(args: argparse.Namespace) -> int:
    folder: Path = args.folder.resolve()
    if args.verify:
        manifest = archive.verified(folder)
        print(f"Whole: {folder}, made {manifest['made_at']} by Sinergi {manifest['version']}.")
        return 0
    if folder.exists():
        raise Problem(f"{folder} exists already; name a new folder.")
    part = folder.with_name(f".{folder.name}.part-{os.getpid()}")
    try:
        part.mkdir(parents=True, mode=0o700)
        manifest = write(part)
        archive.verified(part)
        part.rename(folder)
        archive.flush(folder.parent)
    except OSError as e:
        raise Problem(f"The backup failed ({e.strerror or e}); nothing is at {folder}.") from e
    finally:
        shutil.rmtree(part, ignore_errors=True)
    total = sum(manifest["rows"].values())
    print(f"Backed up: {total} rows and {len(manifest['files'])} files in {folder}")
    return 0


def write(folder: Path) -> dict[str, Any]:
    """Write a whole backup into an empty folder and return its manifest."""
    book = archive.Book(folder)
    made_at = timezone.now()  # before the snapshot: what happened later is looked for
    counts = write_rows(book, passing=False)
    _media(book)
    _practice(book)
    _keys(book)
    manifest = {
        "format": archive.FORMAT,
        "version": __version__,
        "made_at": made_at.isoformat(),
        "migrations": migrations(),
        "rows": counts,
        "files": book.files,
    }
    archive.write_manifest(folder, manifest)
    return manifest


def write_rows(book: archive.Book, *, passing: bool) -> dict[str, int]:
    """Write every table as it is at one moment; return the number of rows of each."""
    counts = {}
    try:
        with rows.snapshot():
            for model in rows.tables(passing=passing):
                name = f"rows/{rows.label(model)}.jsonl"
                counts[rows.label(model)] = book.add(name, rows.lines(model))
    except DatabaseError as e:
        raise Problem(f"The database cannot be read ({e}). Run: sinergi check") from e
    return counts


def migrations() -> list[str]:
    """Return the migrations this database has, which say what its tables look like.

    Without those that replace others: they are recorded beside the names they replace, and a copy
    made before them has those alone.
    """
    loader = MigrationLoader(connection, load=False)
    loader.load_disk()
    replacing = {key for key, found in loader.disk_migrations.items() if found.replaces}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied.keys() - replacing)


def _media(book: archive.Book) -> None:
    for name in walk(""):
        try:
            with default_storage.open(name, "rb") as source:
                book.add(f"media/{name}", source.chunks())
        except FileNotFoundError:
            continue  # removed while we copied; nothing refers to it any more


def walk(folder: str) -> Iterator[str]:
    """Return the name of every file in the storage of media, wherever that is."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}{name}"
    for name in sorted(folders):
        yield from walk(f"{folder}{name}/")


def _practice(book: archive.Book) -> None:
    """Copy the practice network, after the rows: it then knows all that the rows know."""
    source = settings.HOME / archive.PRACTICE
    if not source.exists():
        return
    copy = book.folder / archive.PRACTICE
    os.close(os.open(copy, os.O_CREAT | os.O_WRONLY, 0o600))
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
    book.note(archive.PRACTICE)


def _keys(book: archive.Book) -> None:
    keys = settings.KEYS
    kept = {"secret": keys.secret, "credentials": "\n".join(keys.credentials), "audit": keys.audit}
    for name, value in kept.items():
        book.add(f"keys/{name}", [f"{value}\n".encode()])
    note = settings.HOME / archive.SIGN_INS
    if note.exists():
        book.add(archive.SIGN_INS, _content(note))


def _content(path: Path) -> Iterable[bytes]:
    return [path.read_bytes()]
