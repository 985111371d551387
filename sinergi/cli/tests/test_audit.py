"""`audit verify` as an operator reads it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import call, migrated

# Each command is a process of its own.
pytestmark = pytest.mark.real

WIPE = (
    "DROP TRIGGER audit_no_update",
    "DROP TRIGGER audit_no_delete",
    "DROP TRIGGER audit_no_beheading",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_head",
)


def alter(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "sinergi.sqlite3", isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def test_a_new_installation_has_a_log_that_is_whole(tmp_path: Path) -> None:
    home = migrated(tmp_path / "home")
    assert call(home, "init").returncode == 0
    done = call(home, "audit", "verify")
    assert done.stdout.startswith("Unaltered: 1 entries.")
    end = done.stdout.split()[-1]
    assert call(home, "audit", "verify", "--expect", end).returncode == 0
    altered = call(home, "audit", "verify", "--expect", f"1:{'0' * 64}")
    assert (altered.returncode, altered.stdout.startswith("ALTERED")) == (1, True)


@pytest.mark.parametrize("noted", ["bla", "1:bla", f"0:{'0' * 64}", f"{'9' * 30}:{'0' * 64}"])
def test_an_end_that_nobody_can_have_noted_is_a_wrong_call(demo: Path, noted: str) -> None:
    done = call(demo, "audit", "verify", "--expect", noted)
    assert done.returncode == 2
    assert "SEQ:HASH" in done.stderr


def test_an_emptied_log_is_altered_and_init_begins_no_new_one(own_demo: Path) -> None:
    alter(own_demo, *WIPE)
    for _ in range(2):
        done = call(own_demo, "audit", "verify")
        assert done.returncode == 1
        assert done.stdout.startswith("ALTERED: The end of the log is missing.")
        again = call(own_demo, "init")
        assert again.returncode == 1
        assert "none of the audit log that began" in again.stderr


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_entry SET at = 'bla' WHERE seq = 3",
        "DROP TABLE audit_entry",
        "DROP TABLE audit_head",
    ],
)
def test_a_log_that_cannot_be_read_is_altered(own_demo: Path, change: str) -> None:
    alter(own_demo, *WIPE[:3], change)
    done = call(own_demo, "audit", "verify")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("ALTERED: ")


def test_a_log_of_an_older_version_goes_on(own_demo: Path) -> None:
    (own_demo / "keys" / "log").unlink()
    assert call(own_demo, "audit", "verify").returncode == 0
    assert call(own_demo, "init").returncode == 0
    assert (own_demo / "keys" / "log").exists()
    assert call(own_demo, "audit", "verify").returncode == 0


def test_nothing_starts_with_the_key_of_another_log(own_demo: Path) -> None:
    """A second machine whose keys were not copied, or a slip of the pen in a setting."""
    kept = (own_demo / "sinergi.sqlite3").read_bytes()
    for command in ("init", "work", "web"):
        done = call(own_demo, command, SINERGI_AUDIT_KEY="another key " * 5)
        assert done.returncode == 1
        assert "not sealed with the audit key" in done.stderr
    assert (own_demo / "sinergi.sqlite3").read_bytes() == kept
    (own_demo / "keys" / "audit").unlink()
    done = call(own_demo, "init")
    assert (done.returncode, "newest backup" in done.stderr) == (1, True)
