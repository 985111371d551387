"""Restore a backup into an empty SINERGI_HOME (and an empty database, with DATABASE_URL).

What the old installation may have sent since the backup is looked for on the networks first, and
shown to a person where it is not found. Nothing due is sent blindly.
"""

from __future__ import annotations

import argparse
import os
import shutil
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from sinergi.cli import archive, setup
from sinergi.cli.problems import Problem
from sinergi.lib import env


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--mail",
        action="store_true",
        help="also send the e-mail that waited when the backup was made, and may have been sent",
    )


def run(args: argparse.Namespace) -> int:
    folder: Path = args.folder.resolve()
    home: Path = env.read(os.environ)["SINERGI_HOME"]
    if home.exists() and any(home.iterdir()):
        raise Problem(f"{home} is not empty; choose another SINERGI_HOME. Nothing was changed.")
    manifest = archive.verified(folder)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as undo:
        undo.callback(_emptied, home)
        _keys(folder, home)
        setup.django()
        done = import_module("sinergi.cli.restoring").everything(folder, manifest, mail=args.mail)
        undo.pop_all()
    restored = done.deliveries
    print(f"Restored {sum(manifest['rows'].values())} rows from {manifest['made_at']}; log proven.")
    print(
        f"{restored.looked_for} deliveries are looked for on their networks before anything else."
    )
    if restored.still_to_come:
        print(
            f"{restored.still_to_come} are still to come: before you start, check whether one was "
            "cancelled, moved, let go or published by hand after the backup."
        )
    if done.mail_held:
        print(
            f"{done.mail_held} e-mails that waited are not sent: the old installation may have "
            "sent them. What they say is among the notices. To send them, restore with --mail."
        )
    return 0


def _keys(folder: Path, home: Path) -> None:
    (home / "keys").mkdir(mode=0o700)
    for path in sorted((folder / "keys").iterdir()):
        copied(path, home / "keys" / path.name)
    for name in (archive.PRACTICE, archive.SIGN_INS):
        if (folder / name).exists():
            copied(folder / name, home / name)


def copied(source: Path, target: Path) -> None:
    """Copy a file so that only its owner can read it."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copyfile(source, target)


def _emptied(home: Path) -> None:
    """Leave the home as it was found: empty."""
    for path in home.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
