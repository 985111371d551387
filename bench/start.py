"""How long `make run` takes, new and again, and what it keeps in memory.

A copy of the tracked files is installed as a newcomer does it: `scripts/install run`, with Python
and Make alone, and nothing from pip's store. Then `make run` is started once as a warm-up, which
makes database and demo, and again for the measure: from the call to the first page answered.
Memory is the PSS of all its processes, from Make down, when somebody has opened the pages of the
demo and nobody has touched anything for a while.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench import house
from bench.figures import Figure, middle, tell

ROOT = Path(__file__).resolve().parent.parent
STARTS = 3
REST = 30.0  # seconds of idleness

PAGES = ("", "konten/", "kotak-masuk/", "persetujuan/", "kalender/", "kanal/", "tulis/", "kantor/")


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="sinergi-start-") as folder:
        tree = Path(folder) / "sinergi"
        copy(tree)
        tell(Figure("install, nothing in pip's store", install(tree), "s", 120))
        home = Path(folder) / "home"
        with running(tree, home) as first:
            tell(Figure("first `make run` to first page, with the demo", first.seconds, "s"))
        again, used = [], []
        for _ in range(STARTS):
            with running(tree, home) as started:
                again.append(started.seconds)
                used.append(memory(started, home))
        tell(
            Figure("second `make run` to first page", middle(again), "s", 5),
            Figure("all processes, idle with the demo (PSS)", middle(used), "MB", 300),
        )


def copy(tree: Path) -> None:
    """Copy the tracked files as they lie here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)


def install(tree: Path) -> float:
    start = time.perf_counter()
    subprocess.run(
        ["scripts/install", "run"], cwd=tree, check=True, env=os.environ | {"PIP_NO_CACHE_DIR": "1"}
    )
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Started:
    """A running `make run`: its first page came after ``seconds``."""

    process: subprocess.Popen[bytes]
    address: str
    seconds: float


@contextmanager
def running(tree: Path, home: Path) -> Iterator[Started]:
    address = f"127.0.0.1:{house.free_port()}"
    more = {"SINERGI_HOME": str(home), "SINERGI_BIND": address, "MAKEFLAGS": ""}
    start = time.perf_counter()
    with house.group(["make", "run"], tree, home.parent / "run.log", **more) as process:
        house.wait(address, process)
        yield Started(process, address, time.perf_counter() - start)


def memory(started: Started, home: Path) -> float:
    """Open the pages as each person of the demo, wait, and return the MB all processes keep."""
    for line in (home / "demo-sign-ins.txt").read_text(encoding="utf-8").splitlines():
        if line.strip():
            name, password = line.split()[:2]
            look_around(f"http://{started.address}", name, password)
    time.sleep(REST)
    return house.megabytes(started.process)


def look_around(url: str, name: str, password: str) -> None:
    """Sign in and open every page once. Raises when the first page is refused."""
    with httpx.Client(base_url=url, follow_redirects=True, trust_env=False, timeout=30) as browser:
        form = browser.get("/masuk/").text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert found is not None, form
        given = {"csrfmiddlewaretoken": found[1], "login": name, "password": password}
        inside = browser.post("/masuk/", data=given)
        assert inside.url.path == "/kerja/", inside.text
        for page in PAGES:
            browser.get(f"/kerja/{page}")


if __name__ == "__main__":
    main()
