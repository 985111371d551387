"""What ``restore`` does once Django stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.cli import backup, prepare, rows
from sinergi.cli.problems import Problem
from sinergi.networks import restoring
from sinergi.notices import actions as notices


@dataclass(frozen=True, slots=True)
class Done:
    """What became of deliveries, and of how much mail that waited none is sent."""

    deliveries: restoring.Restored
    mail_held: int


def everything(folder: Path, manifest: dict[str, Any], *, mail: bool) -> Done:
    """Restore rows and media, prove them, and make the deliveries safe to work on.

    ``mail``: also send what waited to be mailed when the copy was made.
    """
    migrated(manifest)
    with transaction.atomic():  # all of it or nothing
        received(folder, manifest["rows"])
        held = 0 if mail else notices.hold_waiting_mail()
        deliveries = restoring.after_restore(
            made_at=datetime.fromisoformat(manifest["made_at"]), now=timezone.now()
        )
    prepare.everything()
    for name in sorted(manifest["files"]):
        if name.startswith("media/"):
            _media(folder / name, name.removeprefix("media/"))
    return Done(deliveries, held)


def migrated(manifest: dict[str, Any]) -> None:
    """Make the tables in an empty database. Raises Problem when they differ from the copy's."""
    prepare.database_file()
    rows.must_be_empty()
    prepare.tables()
    if backup.migrations() != manifest["migrations"]:
        raise Problem(
            f"The copy was made by Sinergi {manifest['version']}, whose tables differ. "
            "Restore it with that version, then upgrade."
        )


def received(folder: Path, noted: dict[str, int]) -> None:
    """Load all rows and prove that they are those of the copy. Call it in a transaction."""
    models = [apps.get_model(name) for name in sorted(noted)]
    counts = rows.load_all(folder / "rows", models)
    if counts != noted:
        raise Problem("The copy has other rows than it says. Nothing was restored.")
    connection.check_constraints()
    proof = audit.verify()
    if proof.broken:
        raise Problem(f"The audit log of the copy does not hold: {proof.broken}")


def _media(source: Path, name: str) -> None:
    with source.open("rb") as content:
        kept = default_storage.save(name, File(content))
    if kept != name:
        default_storage.delete(kept)
        raise Problem(f"The storage of media is not empty: {name} is there already.")
