"""What operators type, and what they read when it cannot be done."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import Run, call, migrated

# Each command is a process of its own.
pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SINERGI_BIND", "somewhere"),
        ("SINERGI_URL", "bogor"),
        ("SINERGI_UNKNOWN", "1"),
        ("DATABASE_URL", "mysql://x"),
        ("DATABASE_URL_FILE", "/nowhere/at/all"),
    ],
)
def test_a_wrong_setting_is_one_sentence(sinergi: Run, name: str, value: str) -> None:
    done = sinergi("init", **{name: value})
    assert done.returncode == 1
    assert name in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_secret_may_come_from_a_file(sinergi: Run, tmp_path: Path) -> None:
    database = migrated(tmp_path / "other") / "sinergi.sqlite3"
    (tmp_path / "url").write_text(f"sqlite:///{database}\n")
    done = sinergi("init", DATABASE_URL_FILE=str(tmp_path / "url"))
    assert done.returncode == 0, done.stderr
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT count(*) FROM audit_entry").fetchone() == (1,)
    assert not (tmp_path / "home" / "sinergi.sqlite3").exists()


def test_init_twice_keeps_the_keys_and_hides_them(own_demo: Path) -> None:
    keys = own_demo / "keys"
    before = {p.name: p.read_text() for p in keys.iterdir()}
    assert call(own_demo, "init").returncode == 0
    assert {p.name: p.read_text() for p in keys.iterdir()} == before
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in keys.iterdir()} == {0o600}
    assert stat.S_IMODE(keys.parent.stat().st_mode) == 0o700


def test_keys_of_the_environment_are_not_rotated_in_a_file(own_demo: Path) -> None:
    kept = own_demo / "keys" / "credentials"
    before = kept.read_text()
    done = call(own_demo, "keys", "rotate", SINERGI_CREDENTIAL_KEYS=before.strip())
    assert done.returncode == 1
    assert "SINERGI_CREDENTIAL_KEYS" in done.stderr
    assert kept.read_text() == before


def test_a_token_is_printed_alone_and_listed_without_its_text(own_demo: Path) -> None:
    made = call(own_demo, "token", "create", "--user", "ayu", "--scope", "posts:read")
    plain = made.stdout.strip()
    assert plain.startswith("sng_")
    assert made.stdout == f"{plain}\n"
    listed = call(own_demo, "token", "list").stdout
    assert "posts:read" in listed
    assert plain not in listed
    assert call(own_demo, "token", "revoke", listed.split()[0]).returncode == 0
    assert "revoked" in call(own_demo, "token", "list").stdout


@pytest.mark.parametrize(
    "words",
    [
        ("token", "create", "--user", "nobody", "--scope", "posts:read"),
        ("token", "create", "--user", "ayu", "--scope", "everything"),
        ("token", "revoke", "999"),
        ("person", "add", "ayu", "--email", "nothing"),
        ("person", "add", "gita", "--email", "g@example.go.id", "--unit", "32.01"),
        ("units", "import", "/nowhere.csv"),
        ("units", "areas", "/nowhere.geojson"),
        ("restore", "/nowhere"),
        ("move-to", "mysql://x"),
        ("demo",),
    ],
)
def test_what_cannot_be_done_is_one_sentence(demo: Path, words: tuple[str, ...]) -> None:
    done = call(demo, *words)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_the_first_person_comes_in_by_a_password(own_demo: Path) -> None:
    words = ("person", "add", "gita", "--email", "g@example.go.id", "--unit", "32.01")
    role = ("--role", "operator", "--password-stdin")
    weak = call(own_demo, *words, *role, given="12345\n")
    assert weak.returncode == 1
    assert "This password is too short" in weak.stderr
    made = call(own_demo, *words, *role, given="kelapa muda segar 77\n")
    assert made.returncode == 0, made.stderr
    assert "gita" in made.stdout


@pytest.mark.parametrize(
    ("name", "email", "told"),
    [
        ("AYU", "baru@example.go.id", "'AYU' is taken"),
        ("gita", "AYU@example.go.id", "'AYU@example.go.id' is here already"),
        ("g" * 151, "baru@example.go.id", "at most 150 characters"),
    ],
)
def test_nobody_comes_in_beside_a_colleague_of_the_same_name(
    demo: Path, name: str, email: str, told: str
) -> None:
    """allauth lets neither of two in whose user names differ by large letters alone."""
    given = "kelapa muda segar 77\n"
    done = call(demo, "person", "add", name, "--email", email, "--password-stdin", given=given)
    assert (done.returncode, told in done.stderr) == (1, True), done.stderr


def test_nobody_is_invited_by_a_name_too_long_to_keep(demo: Path) -> None:
    long = ("--full-name", "g" * 151)
    done = call(demo, "person", "add", "gita", "--email", "g@example.go.id", *long)
    assert (done.returncode, "1 to 150" in done.stderr) == (1, True), done.stderr


def test_an_import_with_an_error_writes_nothing(own_demo: Path, tmp_path: Path) -> None:
    file = tmp_path / "offices.csv"
    file.write_text("code,name,kind,parent\n99.01,Kantor Baru,district,32.01\n,Tanpa Kode,x,\n")
    done = call(own_demo, "units", "import", str(file))
    assert done.returncode == 1
    assert f"{file}:3:" in done.stderr
    assert "Kantor Baru" not in call(own_demo, "units", "list").stdout


def test_the_demo_twice_is_harmless(demo: Path) -> None:
    assert call(demo, "demo", "--if-empty").returncode == 0
