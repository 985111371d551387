"""A backup made while others write is whole, comes back identical, and sends nothing twice."""

from __future__ import annotations

import json
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sinergi.cli import rows
from sinergi.cli.tests.conftest import call, copied, with_tables
from sinergi.networks.models import Account
from sinergi.publishing.models import Post

# Each command is a process of its own.
pytestmark = pytest.mark.real


def rows_of(folder: Path) -> dict[str, str]:
    manifest = json.loads((folder / "manifest.json").read_text())
    return {n: f["sha256"] for n, f in manifest["files"].items() if n.startswith("rows/")}


@pytest.fixture(scope="session")
def made(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the demo with an image; do not change it."""
    folder = tmp_path_factory.mktemp("backup")
    home = copied(demo, folder / "home")
    (home / "media" / "posts").mkdir(parents=True, exist_ok=True)
    (home / "media" / "posts" / "a.png").write_bytes(b"picture")
    done = call(home, "backup", str(folder / "copy"))
    assert done.returncode == 0, done.stderr
    return folder / "copy"


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """A copy of the backup that a test may damage."""
    return copied(made, tmp_path / "copy")


def test_a_backup_comes_back_identical(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "new"
    home.mkdir(mode=0o755)
    done = call(home, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE((home / "sinergi.sqlite3").stat().st_mode) == 0o600
    assert call(home, "backup", str(tmp_path / "again")).returncode == 0
    before, after = rows_of(backup), rows_of(tmp_path / "again")
    changed = {n for n in before if before[n] != after[n]}
    # The restore itself is in the log, and accounts are listened to from now on.
    assert changed <= {
        "rows/audit.entry.jsonl",
        "rows/audit.head.jsonl",
        "rows/networks.account.jsonl",
    }
    assert (home / "media" / "posts" / "a.png").read_bytes() == b"picture"
    assert call(home, "audit", "verify").returncode == 0


def test_only_its_owner_can_read_a_backup(backup: Path) -> None:
    modes = {stat.S_IMODE(p.stat().st_mode) for p in backup.rglob("*") if p.is_file()}
    assert modes == {0o600}
    assert stat.S_IMODE(backup.stat().st_mode) == 0o700


def test_a_backup_shows_one_moment_while_others_write(own_demo: Path, tmp_path: Path) -> None:
    """Every change raises two numbers together: a copy in which they differ is torn."""
    stop = threading.Event()
    database = own_demo / "sinergi.sqlite3"

    def write() -> None:
        with closing(sqlite3.connect(database, timeout=30, isolation_level=None)) as db:
            while not stop.is_set():
                db.execute("BEGIN IMMEDIATE")
                db.execute("UPDATE networks_account SET failures = failures + 1 WHERE id = 1")
                db.execute("UPDATE publishing_post SET version = version + 1 WHERE id = 1")
                db.execute("COMMIT")

    alter = "UPDATE networks_account SET failures = 1 WHERE id = 1"
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute(alter)
        db.execute("UPDATE publishing_post SET version = 1 WHERE id = 1")
    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = call(own_demo, "backup", str(tmp_path / "copy"))
    finally:
        stop.set()
        writer.join()
    assert made.returncode == 0, made.stderr
    account, post = (first_of(tmp_path / "copy", model) for model in (Account, Post))
    assert (account["id"], post["id"]) == (1, 1)
    assert account["failures"] == post["version"]


def first_of(folder: Path, model: rows.Model) -> dict[str, Any]:
    """Return the first row of a table, as a backup holds it."""
    with (folder / "rows" / f"{rows.label(model)}.jsonl").open(encoding="utf-8") as lines:
        names = [field.attname for field in rows.columns(model)]
        return dict(zip(names, json.loads(next(lines)), strict=True))


@pytest.mark.parametrize("name", ["rows/people.user.jsonl", "keys/audit", "manifest.json"])
def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path, name: str) -> None:
    with (backup / name).open("ab") as file:
        file.write(b" ")
    done = call(tmp_path / "new", "restore", str(backup))
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert not (tmp_path / "new").exists()


def test_a_home_in_use_is_not_written_over(backup: Path, own_demo: Path) -> None:
    done = call(own_demo, "restore", str(backup))
    assert done.returncode == 1
    assert "not empty" in done.stderr


def test_what_was_due_at_the_restore_is_looked_for(own_demo: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(own_demo / "sinergi.sqlite3", isolation_level=None)) as db:
        db.execute("UPDATE networks_delivery SET due = '2026-01-01' WHERE state = 'waiting'")
    assert call(own_demo, "backup", str(tmp_path / "copy")).returncode == 0
    there = with_tables(tmp_path)
    new = {"DATABASE_URL": f"sqlite:///{there}"}
    assert call(tmp_path / "new", "restore", str(tmp_path / "copy"), **new).returncode == 0
    with closing(sqlite3.connect(there)) as db:
        states = dict(db.execute("SELECT state, count(*) FROM networks_delivery GROUP BY 1"))
    assert "waiting" not in states
    assert states["sending"] > 0


@pytest.mark.parametrize(("words", "state"), [([], "failed"), (["--mail"], "waiting")])
def test_mail_that_waited_is_sent_only_when_asked_for(
    own_demo: Path, tmp_path: Path, words: list[str], state: str
) -> None:
    with closing(sqlite3.connect(own_demo / "sinergi.sqlite3", isolation_level=None)) as db:
        db.execute(
            "INSERT INTO notices_mail (notice_id, state, next_try, attempts) "
            "SELECT id, 'waiting', '2026-01-01', 1 FROM notices_notice LIMIT 2"
        )
    assert call(own_demo, "backup", str(tmp_path / "copy")).returncode == 0
    there = with_tables(tmp_path)
    new = {"DATABASE_URL": f"sqlite:///{there}"}
    done = call(tmp_path / "new", "restore", *words, str(tmp_path / "copy"), **new)
    assert done.returncode == 0, done.stderr
    assert ("2 e-mails that waited are not sent" in done.stdout) == (state == "failed")
    with closing(sqlite3.connect(there)) as db:
        assert dict(db.execute("SELECT state, count(*) FROM notices_mail GROUP BY 1")) == {state: 2}
