"""Processes of the product that work on the database and the home of a test."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection

from tests.support.practice import Practice

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a process that shares this test's database and home."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "SINERGI_HOME": str(settings.HOME),
        "SINERGI_PRIVATE_HOSTS": "127.0.0.0/8,::1",
        "SINERGI_LOG": "warning",
        **more,
    }


def database_url() -> str:
    """Return the address of the test's own database."""
    there = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{there['NAME']}"
    place = f"{there['HOST'] or 'localhost'}:{there['PORT'] or 5432}"
    secret = f":{there['PASSWORD']}" if there["PASSWORD"] else ""
    return f"postgresql://{there['USER']}{secret}@{place}/{there['NAME']}"


class Process:
    """One process of the product, born of a mother that has imported everything (``dying``)."""

    def __init__(self, what: str, *words: str, log: Path) -> None:
        self.pid = _ask(what=what, words=words, log=str(log))
        self._there = os.pidfd_open(self.pid)  # also of one that has ended: nobody asked for it yet
        self._code: int | None = None

    def poll(self) -> int | None:
        """Return the exit code once it has ended."""
        return self._code if self._code is not None or not self._ended(0) else self._asked()

    def wait(self, seconds: float) -> int:
        if self._code is None and not self._ended(seconds):
            raise subprocess.TimeoutExpired(str(self.pid), seconds)
        return self._asked()

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            signal.pidfd_send_signal(self._there, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _ended(self, seconds: float) -> bool:
        return bool(select.select([self._there], [], [], seconds)[0])

    def _asked(self) -> int:
        if self._code is None:
            self._code = _ask(ended=self.pid)
            os.close(self._there)
        return self._code


def _ask(**asked: object) -> int:
    mother = _mother(database_url())
    assert mother.stdin is not None
    assert mother.stdout is not None
    mother.stdin.write(json.dumps(asked).encode() + b"\n")
    mother.stdin.flush()
    return int(mother.stdout.readline())


@cache
def _mother(url: str) -> subprocess.Popen[bytes]:
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.support.dying"],
        env=environment(DJANGO_SETTINGS_MODULE="sinergi.settings", DATABASE_URL=url),
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(_end, started)
    return started


def _end(mother: subprocess.Popen[bytes]) -> None:
    """End it and whatever is left of those it brought into the world."""
    if mother.poll() is None:
        os.killpg(mother.pid, signal.SIGKILL)
    mother.communicate()


@contextmanager
def workers(number: int, log: Path) -> Iterator[list[Process]]:
    """Run workers beside the test; all of them are gone after the block."""
    running = [work(8, log) for _ in range(number)]
    try:
        yield running
    finally:
        end(running)


def work(threads: int, log: Path) -> Process:
    """Start a worker as the command does."""
    return Process("run", "work", "--threads", str(threads), log=log)


def start(*words: str, out: IO[bytes], **more: str) -> subprocess.Popen[bytes]:
    """Start a command of the product as an operator would, with settings of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "sinergi", *words], env=environment(**more), stdout=out, stderr=out
    )


def end(running: list[Process] | list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(30)


def die_at(step: str, network: Practice) -> None:
    """Run a worker in a process of its own that is killed at a step, with ``kill -9``.

    During a request: as soon as the network, which lets it hang, has what was sent.
    """
    there = network.number()
    with tempfile.TemporaryDirectory(prefix="sinergi-dying-") as folder:
        log = Path(folder) / "log"
        dying = Process("die", step, log=log)
        if step == "during the request":
            wait_until(lambda: network.number() > there, 100, "nothing was sent")
            dying.kill()
        assert dying.wait(100) == -signal.SIGKILL, log.read_text()


def wait_until(true: Callable[[], bool], seconds: float = 60, what: str = "") -> None:
    """Wait for something to become true; fail with ``what`` when it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"still not after {seconds} s: {what}"
        time.sleep(0.1)
