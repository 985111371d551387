"""An installation from before migrations were put together goes on, and so does its copy."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from sinergi.cli import backup, inspection

pytestmark = pytest.mark.django_db

Names = set[tuple[str, str]]


def replacing() -> Names:
    """Return the migrations that stand for others."""
    return set(MigrationLoader(None).replacements)


def made_before(names: Names) -> None:
    """Leave the record as it was written before there were ``names``: the tables are the same."""
    for app, name in names:
        MigrationRecorder(connection).record_unapplied(app, name)


def test_some_migrations_stand_for_others() -> None:
    assert ("networks", "0001_schema") in replacing()


def test_an_older_installation_needs_no_step() -> None:
    made_before(replacing())
    assert inspection.not_migrated() == 0


def test_migrating_an_older_installation_notes_what_stands_for_its_migrations() -> None:
    made_before(replacing())
    call_command("migrate", verbosity=0, interactive=False)
    assert replacing() <= MigrationRecorder(connection).applied_migrations().keys()


def test_a_copy_says_the_same_before_and_after() -> None:
    now = backup.migrations()
    made_before(replacing())
    assert backup.migrations() == now
    assert "networks.0004_records" in now


def test_a_copy_with_other_tables_says_something_else() -> None:
    now = backup.migrations()
    MigrationRecorder(connection).record_unapplied("networks", "0004_records")
    assert backup.migrations() != now
