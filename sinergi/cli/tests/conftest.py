"""Installations of their own, worked by the command as an operator would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sinergi import testing
from sinergi.cli.tests import dividing
from tests.support.locks import RUN, alone

#: Seconds for a command: two cores may have much else to do.
PATIENCE = 250

Done = subprocess.CompletedProcess[str]
Run = Callable[..., Done]


def environment(home: Path, **settings: str) -> dict[str, str]:
    """Return an environment with a home and settings of its own, and none of this machine's."""
    kept = {
        n: v
        for n, v in os.environ.items()
        if not n.startswith("SINERGI_") and n not in {"DATABASE_URL", "REDIS_URL"}
    }
    return {**kept, "SINERGI_HOME": str(home), "SINERGI_LOG": "error", **settings}


def words_of(*words: str) -> list[str]:
    return [sys.executable, "-m", "sinergi", *words]


def call(home: Path, *words: str, given: str = "", **settings: str) -> Done:
    """Run ``sinergi`` with a home and settings of its own."""
    return dividing.run(list(words), environment(home, **settings), given, timeout=PATIENCE)


@pytest.fixture
def sinergi(tmp_path: Path) -> Run:
    """Return how to call the command on a home that does not exist yet."""

    def run(*words: str, given: str = "", **settings: str) -> Done:
        return call(tmp_path / "home", *words, given=given, **settings)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home filled with the demo; do not change it."""
    return filled(tmp_path_factory)


def filled(folders: pytest.TempPathFactory) -> Path:
    """Return a home with the demo, made once for all stages and processes of a run."""
    base = folders.getbasetemp()
    run = Path(
        os.environ.get(RUN) or (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)
    )
    home = run / "demo"
    with alone(run / "demo.lock"):
        if not home.exists():
            making = migrated(run / "demo-making")
            for words in (("init",), ("demo", "--if-empty", "--seed", "7")):
                done = call(making, *words)
                assert done.returncode == 0, done.stderr
            making.rename(home)
    return home


def migrated(home: Path) -> Path:
    """Begin a home with tables that an earlier test made, where one did: ``init`` has less to do.

    Whatever tells of ``init`` itself begins with nothing.
    """
    home.mkdir(mode=0o700)
    if testing.migrated().exists():
        shutil.copyfile(testing.migrated(), home / "sinergi.sqlite3")
    return home


def with_tables(folder: Path) -> Path:
    """Return a database in which nothing but the tables is made, where an earlier test made them.

    That all is made of nothing, the first test of backups and the move to PostgreSQL tell.
    """
    return migrated(folder / "tables") / "sinergi.sqlite3"


@pytest.fixture
def own_demo(demo: Path, tmp_path: Path) -> Path:
    """A copy of the demo that a test may change."""
    return copied(demo, tmp_path / "own")


def copied(source: Path, target: Path) -> Path:
    """Copy a folder with the rights of its files, and return the copy."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)
    return target
