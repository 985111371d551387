"""``check`` finds each fault and says it in words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import call


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
    )
    assert "Nothing is wrong" in said(own_demo)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"SINERGI_BIND": "nowhere"}, "SINERGI_BIND is wrong"),
        ({"SINERGI_BIND": "0.0.0.0:8000"}, "SINERGI_URL is empty"),
        ({"SINERGI_URL": "http://sinergi.example.go.id"}, "without https"),
        ({"SINERGI_URL": "https://sinergi.example.go.id"}, "SINERGI_TRUST_PROXY"),
        ({"DATABASE_URL": "postgres://x:y@127.0.0.1:9/x"}, "database cannot be reached"),
        ({"SINERGI_EMAIL_URL": "smtp://127.0.0.1:9"}, "mail server 127.0.0.1:9"),
        ({"SINERGI_HOME": "/nowhere/at/all"}, "does not exist"),
    ],
)
def test_a_wrong_setting_is_found(demo: Path, settings: dict[str, str], words: str) -> None:
    assert words in said(demo, **settings)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE networks_account SET state = 'signed_out' WHERE id = 1", "signed out"),
        ("UPDATE networks_account SET credentials = x'00' WHERE id = 1", "cannot be read"),
        (
            "UPDATE networks_delivery SET due = '2026-01-01' WHERE state = 'waiting'",
            "has not been sent",
        ),
        ("DROP TABLE cache", "cache table"),
        ("DELETE FROM django_migrations WHERE app = 'work'", "not up to date"),
        ("UPDATE audit_head SET seq = seq - 1", "audit log does not hold"),
        (
            (
                "INSERT INTO work_worker (name, host, pid, started, seen) "
                "VALUES ('w', 'far', 1, datetime('now'), datetime('now', '+90 seconds'))"
            ),
            "clock of far",
        ),
    ],
)
def test_a_fault_in_the_database_is_found(own_demo: Path, statement: str, words: str) -> None:
    alter(own_demo, statement)
    assert words in said(own_demo)


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
