"""An installation of its own, filled with the demo regency, started as `make run` starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from sinergi.cli.tests.conftest import copied

#: Seconds: a first start, with its demo, on a busy machine.
READY = 600

#: A coordinator beside the three people of the demo; the password is as invented as the person.
COORDINATOR = ("rani", "sandi-uji-peramban-1")


@dataclass(frozen=True, slots=True)
class House:
    """A running installation: where it is, its home, and who can sign in with which password."""

    url: str
    home: Path
    people: dict[str, str]

    def call(self, *words: str, given: str = "") -> str:
        """Run a command of the product on this home and return what it printed."""
        ended = subprocess.run(
            [sys.executable, "-m", "sinergi", *words],
            env=_environment(self.home, self.url),
            input=given,
            capture_output=True,
            text=True,
            timeout=250,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout


@contextmanager
def house(folder: Path, demo: Path) -> Iterator[House]:
    """Start an installation on a copy of a home with the demo; it ends with the block."""
    home, url = copied(demo, folder / "home"), f"http://127.0.0.1:{_free_port()}"
    log = folder / "house.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "sinergi", "serve", "--demo"],
            env=_environment(home, url),
            stdout=out,
            stderr=out,
        )
        try:
            _wait(url, process, log)
            lines = (home / "demo-sign-ins.txt").read_text(encoding="utf-8").splitlines()
            people = dict(line.split()[:2] for line in lines if line.strip())
            there = House(url, home, people | dict([COORDINATOR]))
            name, password = COORDINATOR
            where = ("--unit", "32.01", "--role", "coordinator", "--password-stdin")
            mail = ("--email", f"{name}@example.go.id", "--full-name", "Rani")
            there.call("person", "add", name, *mail, *where, given=password)
            yield there
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _environment(home: Path, url: str) -> dict[str, str]:
    foreign = ("SINERGI_", "DATABASE_URL", "REDIS_URL")
    kept = {n: v for n, v in os.environ.items() if not n.startswith(foreign)}
    return {**kept, "SINERGI_HOME": str(home), "SINERGI_BIND": url.removeprefix("http://")}


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY
    with httpx.Client(timeout=5, trust_env=False) as client:  # one: it takes long to make
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if client.get(f"{url}/sehat").status_code == 200:
                    return
            except httpx.HTTPError:
                time.sleep(0.2)
            time.sleep(0.1)
    raise AssertionError(f"it did not start:\n{log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])
