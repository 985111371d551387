"""What `make run` installs is all an installation needs: no package of the tests hides a gap."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from sinergi.cli.tests.conftest import call as sinergi
from sinergi.cli.tests.conftest import filled, migrated

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.real


def call(*words: str, cwd: Path, **settings: str) -> str:
    foreign = ("SINERGI_", "DATABASE_URL", "REDIS_URL", "DJANGO_", "PYTHON")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(foreign)}
    ended = subprocess.run(
        words, cwd=cwd, env=kept | settings, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the files git knows, and nothing that was installed beside them."""
    folder = tmp_path_factory.mktemp("checkout") / "sinergi"
    for name in call("git", "ls-files", "-z", cwd=ROOT).strip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((ROOT / name).read_bytes())
            (folder / name).chmod((ROOT / name).stat().st_mode)
    return folder


#: One process for both commands: what each imports of the packages is the same, and takes seconds.
COMMANDS = """
import sys
from sinergi.cli.main import main
for words in (["demo", "--seed", "7"], ["connectors"]):
    if main(words):
        sys.exit(f"{words} failed")
"""


@pytest.fixture(scope="module")
def installed(checkout: Path) -> Path:
    """The home of an installation that was made of nothing but the checkout, with the demo."""
    # What is never imported here need not be compiled.
    call("sh", "scripts/install", "run", cwd=checkout, PIP_COMPILE="0")
    python, home = str(checkout / ".venv" / "bin" / "python"), migrated(checkout.parent / "home")
    assert call(python, "-m", "sinergi", "--version", cwd=checkout)
    # Before the others: the words that it compiles are read when the first is said.
    call(python, "-m", "sinergi", "init", cwd=checkout, SINERGI_HOME=str(home))
    assert "mastodon" in call(python, "-c", COMMANDS, cwd=checkout, SINERGI_HOME=str(home))
    return home


def test_a_fresh_checkout_installs_and_is_in_order(checkout: Path, installed: Path) -> None:
    assert (installed / "demo-sign-ins.txt").exists()
    # OIDC is off by default: what it imports must be there all the same.
    python = str(checkout / ".venv" / "bin" / "python")
    call(python, "-c", "import jwt, requests", cwd=checkout)


def test_the_demo_is_the_same_on_a_seed_but_for_its_passwords(
    installed: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    demo = filled(tmp_path_factory)
    if made_on(demo) != made_on(installed):  # it tells of days from today on, and one has passed
        demo = migrated(tmp_path_factory.mktemp("again") / "home")
        assert sinergi(demo, "init").returncode == 0
        assert sinergi(demo, "demo", "--seed", "7").returncode == 0
    assert content(installed) == content(demo)
    files = [home / "demo-sign-ins.txt" for home in (installed, demo)]
    assert files[0].read_text() != files[1].read_text()
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def made_on(home: Path) -> date:
    at = datetime.fromtimestamp((home / "demo-sign-ins.txt").stat().st_mtime, UTC)
    return timezone.localdate(at)


def content(home: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(home / "sinergi.sqlite3")) as db:
        posts = db.execute("SELECT title, text, state FROM publishing_post ORDER BY id").fetchall()
    with closing(sqlite3.connect(home / "sandbox.sqlite3")) as db:
        said = db.execute("SELECT handle, text, parent FROM post ORDER BY id").fetchall()
    return [*posts, *said]
