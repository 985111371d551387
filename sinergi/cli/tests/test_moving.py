"""An installation moves to another database, and the old one stays as it was."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from sinergi.cli.tests.conftest import call, with_tables

# Each command is a process of its own.
pytestmark = pytest.mark.real


def test_an_installation_moves_and_stays(own_demo: Path, tmp_path: Path) -> None:
    file = with_tables(tmp_path)
    there = f"sqlite:///{file}"
    before = (own_demo / "sinergi.sqlite3").stat().st_size
    done = call(own_demo, "move-to", there)
    assert done.returncode == 0, done.stderr
    assert (own_demo / "sinergi.sqlite3").stat().st_size == before
    assert call(own_demo, "audit", "verify", DATABASE_URL=there).returncode == 0
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT count(*) FROM cache").fetchone() == (0,)
    again = call(own_demo, "move-to", there)
    assert again.returncode == 1
    assert "not empty" in again.stderr


@pytest.mark.both
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="runs where the tests run on PostgreSQL"
)
def test_an_installation_moves_to_postgresql_and_its_backup_comes_back(
    own_demo: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(own_demo / "sinergi.sqlite3")) as db, db:  # capitals first, in C
        db.executemany(
            "INSERT INTO work_worker (name, host, pid, started, seen, stopped) "
            "VALUES (?, 'web', 1, '2026-01-01 00:00:00', '2026-01-01 00:00:00', NULL)",
            [("Web-1-ab",), ("db-1-ab",)],
        )
    known = settings.DATABASES["default"]
    name = f"moved_{secrets.token_hex(4)}"
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or 5432,
        user=known["USER"],
        password=known["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    ) as server:
        server.execute(
            f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'id'"
        )
        try:
            there = _address(known, name)
            moved = call(own_demo, "move-to", there)
            assert moved.returncode == 0, moved.stderr
            copied = call(own_demo, "backup", str(tmp_path / "copy"), DATABASE_URL=there)
            assert copied.returncode == 0, copied.stderr
            here = {"DATABASE_URL": f"sqlite:///{with_tables(tmp_path)}"}
            back = call(tmp_path / "back", "restore", str(tmp_path / "copy"), **here)
            assert back.returncode == 0, back.stderr
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _address(known: dict[str, Any], name: str) -> str:
    who = quote(known["USER"]) + (f":{quote(known['PASSWORD'])}" if known["PASSWORD"] else "")
    return f"postgres://{who}@{known['HOST']}:{known['PORT'] or 5432}/{name}"
