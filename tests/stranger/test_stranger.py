"""A folder, a line and a page are all it takes; docs/connectors/writing.md tells the way."""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sinergi.inbox.models import Message
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from tests.stranger.conftest import PACKAGE, ROOT, python
from tests.stranger.package.mading.tests.board import TOKEN, Board, serving
from tests.support.processes import end, environment, start, wait_until

pytestmark = pytest.mark.real

TEXT = "Posyandu buka hari Rabu, pukul 08.00 sampai 11.00."


@pytest.fixture
def board() -> Iterator[Board]:
    with serving() as served:
        yield served


@pytest.fixture
def worker(db: None, site: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker of ours, of an installation that names the stranger's network."""
    with (tmp_path / "worker.log").open("ab") as log:
        running = start("work", "--threads", "2", out=log, **naming(site))
        yield running
        end([running])


def naming(site: Path) -> dict[str, str]:
    return {"PYTHONPATH": str(site), "SINERGI_NETWORKS": "sandbox,mading"}


def test_the_package_is_a_folder_a_line_and_a_page() -> None:
    files = {str(f.relative_to(PACKAGE)) for f in PACKAGE.rglob("*.*") if "pycache" not in str(f)}
    outside = {name for name in files if not name.startswith("mading/")}
    assert outside == {"pyproject.toml", "docs/connectors/mading.md"}
    written = tomllib.loads((PACKAGE / "pyproject.toml").read_text())
    assert written["project"]["entry-points"] == {"sinergi.connectors": {"mading": "mading:Mading"}}


def test_nothing_of_ours_names_it() -> None:
    files = [ROOT / "pyproject.toml", *(ROOT / "sinergi").rglob("*.*")]
    ours = [f for f in files if f.is_file() and "__pycache__" not in f.parts]
    assert [f for f in ours if b"mading" in f.read_bytes().lower()] == []


def test_it_is_listed_and_not_enabled_until_it_is_named(site: Path) -> None:
    listed = python("-m", "sinergi", "connectors", PYTHONPATH=str(site))
    assert row(listed) == "mading Mading not enabled listen, publish, reply"
    named = python("-m", "sinergi", "connectors", **naming(site))
    assert row(named) == "mading Mading enabled listen, publish, reply"


def row(listed: str) -> str:
    return next(" ".join(line.split()) for line in listed.splitlines() if "mading" in line)


def test_it_sits_the_exam(site: Path) -> None:
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", str(site / "mading"))
    plain = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(site)}
    assert "failed" not in python(*words, cwd=site, **plain)


@pytest.mark.django_db(transaction=True)
def test_a_post_goes_out_and_an_answer_comes_back(
    site: Path, board: Board, ayu: User, budi: User, worker: subprocess.Popen[bytes]
) -> None:
    office = ("-m", "tests.support.with_django", "tests.stranger.office")
    here = {**environment(), **naming(site), "DJANGO_SETTINGS_MODULE": "sinergi.settings"}
    python(*office, board.url, TOKEN, TEXT, **here)
    wait_until(lambda: Delivery.objects.filter(state="sent").exists(), 120, "sent")
    sent = Delivery.objects.get()
    assert (sent.url, [notice["text"] for notice in board.notices]) == (
        f"{board.url}/notices/1",
        [TEXT],
    )
    said = board.remark(sent.remote_id, "Apakah balita dari desa lain boleh ikut?")
    wait_until(lambda: Message.objects.filter(direction="in").exists(), 120, "heard")
    heard = Message.objects.get()
    assert (heard.text, heard.conversation.about) == (said, sent)
