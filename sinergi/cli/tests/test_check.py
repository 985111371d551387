"""``check`` finds each fault and says it in words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sinergi.cli import check
from sinergi.cli.tests.conftest import call
from sinergi.lib import env

# Each command is a process of its own.
pytestmark = pytest.mark.real

FAR_WORKER = (
    "INSERT INTO work_worker (name, host, pid, started, seen) "
    "VALUES ('w', 'far', 1, datetime('now'), datetime('now', '+90 seconds'))"
)


def alter(home: Path, *statements: str) -> None:
    with closing(sqlite3.connect(home / "sinergi.sqlite3", isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def said(home: Path, **settings: str) -> str:
    done = call(home, "check", **settings)
    assert "Traceback" not in done.stderr
    assert done.returncode == (0 if "Nothing is wrong" in done.stdout else 1)
    return done.stdout


def test_nothing_is_wrong_while_a_worker_lives(own_demo: Path) -> None:
    assert "No worker is running" in said(own_demo)
    alter(
        own_demo,
        "INSERT INTO work_worker (name, host, pid, started, seen) "
        "VALUES ('w', 'h', 1, datetime('now'), datetime('now'))",
        "UPDATE networks_account SET last_read = datetime('now')",
        "UPDATE networks_account SET by_hand = 1, credentials = x'', next_listen = NULL "
        "WHERE id = 1",
    )
    assert "Nothing is wrong" in said(own_demo)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SINERGI_BIND": "0.0.0.0:8000"}, "SINERGI_URL is empty"),
        ({"SINERGI_URL": "http://sinergi.example.go.id"}, "without https"),
        ({"SINERGI_URL": "https://sinergi.example.go.id"}, "SINERGI_TRUST_PROXY is no"),
        (
            {"SINERGI_BIND": "0.0.0.0:8000", "SINERGI_TRUST_PROXY": "yes"},
            "everybody can reach the web server",
        ),
    ],
)
def test_settings_that_do_not_fit_together_are_found(settings: dict[str, str], words: str) -> None:
    assert words in " ".join(f.what for f in check.of_settings(env.read(settings)))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SINERGI_BIND": "nowhere"}, "SINERGI_BIND is wrong"),
        ({"DATABASE_URL": "postgres://x:y@127.0.0.1:9/x"}, "database cannot be reached"),
        ({"SINERGI_EMAIL_URL": "smtp://127.0.0.1:9"}, "mail server 127.0.0.1:9"),
        ({"SINERGI_HOME": "/nowhere/at/all"}, "does not exist"),
    ],
)
def test_a_wrong_setting_is_found(demo: Path, settings: dict[str, str], words: str) -> None:
    assert words in said(demo, **settings)


def test_faults_in_the_database_are_found_together(own_demo: Path) -> None:
    alter(
        own_demo,
        "UPDATE networks_account SET state = 'signed_out' WHERE id = 1",
        "UPDATE networks_account SET credentials = x'00' WHERE id = 2",
        "UPDATE networks_delivery SET due = '2026-01-01' WHERE state = 'waiting'",
        "DROP TABLE cache",
        "UPDATE audit_head SET seq = seq - 1",
        FAR_WORKER,
    )
    found = said(own_demo)
    for words in (
        "Signed out: reconnect the account",
        "cannot be read",
        "has not been sent",
        "cache table",
        "audit log does not hold",
        "clock of far",
    ):
        assert words in found


def test_a_database_of_an_older_version_is_found(own_demo: Path) -> None:
    alter(own_demo, "DELETE FROM django_migrations WHERE app = 'work'")
    assert "not up to date" in said(own_demo)


def test_faults_in_the_home_are_found(own_demo: Path) -> None:
    own_demo.chmod(0o755)
    (own_demo / "sinergi.sqlite3").chmod(0o644)
    assert "Everybody on this machine can read" in said(own_demo)
    shutil.rmtree(own_demo / "static")
    assert "static files" in said(own_demo)
    (own_demo / "keys" / "audit").chmod(0o644)
    assert "Others can read the key" in said(own_demo)
    (own_demo / "keys" / "audit").unlink()
    assert "is missing" in said(own_demo)
