"""What goes wrong around a command (disk, database, keys, pipe) is one sentence, never a trace."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from sinergi.cli.tests.conftest import Done, Run, call, environment, words_of

# Each command is a process of its own.
pytestmark = pytest.mark.real


def sentence(done: Done, code: int = 1) -> str:
    """Return the one sentence a command ended with."""
    assert done.returncode == code, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("home", ["/proc/sinergi", "/etc/hostname"])
def test_a_home_that_cannot_be_is_said(home: str) -> None:
    assert "SINERGI_HOME" in sentence(call(Path(home), "init"))


def test_a_home_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "keys").symlink_to("/proc/keys-of-nobody")
    assert "keys" in sentence(call(tmp_path / "home", "init"))


def test_a_server_of_databases_that_is_away_is_said(sinergi: Run) -> None:
    told = sentence(sinergi("init", DATABASE_URL="postgres://ayu:rahasia@127.0.0.1:9/sinergi"))
    assert "refused" in told
    assert "rahasia" not in told


def test_a_database_without_tables_is_said(demo: Path, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    assert "sinergi check" in sentence(call(demo, "units", "list", DATABASE_URL=other))


@pytest.mark.parametrize(
    ("command", "bind"), [("serve", "192.0.2.1:8870"), ("web", "192.0.2.1:8870"), ("web", "a..b:8")]
)
def test_an_address_nobody_can_listen_on_is_said(demo: Path, command: str, bind: str) -> None:
    told = sentence(anew(demo, command, SINERGI_BIND=bind))
    assert told.startswith(f"sinergi {command}: {bind} cannot be used (")


def test_an_address_that_is_taken_is_said(demo: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"localhost:{taken.getsockname()[1]}"
        for command in ("serve", "web"):
            assert bind in sentence(anew(demo, command, SINERGI_BIND=bind))


@pytest.fixture
def broken(tmp_path: Path) -> str:
    """A folder with a connector in a package of its own, which lacks something."""
    there = tmp_path / "site" / "papan-1.0.dist-info"
    there.mkdir(parents=True)
    (there / "METADATA").write_text("Metadata-Version: 2.1\nName: papan\nVersion: 1.0\n")
    (there / "entry_points.txt").write_text("[sinergi.connectors]\npapan = papan:Papan\n")
    (there.parent / "papan.py").write_text("import sesuatu_yang_tidak_ada\n")
    return str(there.parent)


@pytest.mark.parametrize("words", [["work"], ["web"], ["units", "list"]])
def test_a_connector_that_cannot_be_loaded_stops_the_start(
    demo: Path, broken: str, words: list[str]
) -> None:
    told = sentence(anew(demo, *words, PYTHONPATH=broken, SINERGI_NETWORKS="built-in,papan"))
    assert "'papan' cannot be loaded (ModuleNotFoundError: " in told
    assert "sesuatu_yang_tidak_ada" in told
    assert "leave it out of SINERGI_NETWORKS" in told


def test_a_connector_that_cannot_be_loaded_is_listed_and_checked(demo: Path, broken: str) -> None:
    """Not enabled, it stops nothing."""
    listed = anew(demo, "connectors", PYTHONPATH=broken)
    assert "papan            cannot be loaded: ModuleNotFoundError" in listed.stdout
    assert (listed.returncode, listed.stderr) == (0, "")
    checked = anew(demo, "check", PYTHONPATH=broken, SINERGI_NETWORKS="sandbox,papan")
    assert checked.returncode == 1
    assert "- The connector 'papan' cannot be loaded" in checked.stdout


def anew(home: Path, *words: str, **settings: str) -> Done:
    """Run a command that nothing was imported for: what is installed is found at the start."""
    return subprocess.run(
        words_of(*words), env=environment(home, **settings),
        capture_output=True, text=True, timeout=250, check=False,
    )  # fmt: skip


def test_a_worker_without_threads_is_called_wrongly(demo: Path) -> None:
    done = call(demo, "work", "--threads", "0")
    assert done.returncode == 2
    assert "from 1 to 256" in done.stderr


def test_help_needs_no_keys_and_no_right_settings(sinergi: Run) -> None:
    for words in (("units", "import"), ("work",), ("audit",), ("demo",), ("token", "create")):
        done = sinergi(*words, "--help", SINERGI_BIND="somewhere")
        assert done.returncode == 0, done.stderr
        assert done.stdout.startswith(f"usage: sinergi {' '.join(words)}")


def test_whoever_stops_reading_sees_no_trace(demo: Path) -> None:
    words = " ".join(words_of("units", "list"))
    done = subprocess.run(
        ["bash", "-c", f"{words} | true; exit ${{PIPESTATUS[0]}}"],
        env=environment(demo),
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert (done.returncode, done.stderr) == (141, "")


def test_a_list_that_cannot_be_written_is_said(demo: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            words_of("units", "list"),
            env=environment(demo),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=250,
            check=False,
        )
    assert "No space left" in sentence(done)
