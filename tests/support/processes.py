"""Processes of the product that work on the database and the home of a test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection


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


@contextmanager
def workers(number: int, log: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Run workers beside the test; all of them are gone after the block."""
    with log.open("ab") as out:
        running = [start("work", "--threads", "8", out=out) for _ in range(number)]
        try:
            yield running
        finally:
            end(running)


def start(*words: str, out: IO[bytes], **more: str) -> subprocess.Popen[bytes]:
    """Start a command of the product as an operator would."""
    return subprocess.Popen(
        [sys.executable, "-m", "sinergi", *words], env=environment(**more), stdout=out, stderr=out
    )


def end(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.send_signal(signal.SIGTERM)
    for process in running:
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


def die_at(step: str) -> None:
    """Run a worker in a process of its own that is killed at a step, with ``kill -9``."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.support.dying", step],
        env=environment(DJANGO_SETTINGS_MODULE="sinergi.settings"),
        cwd=Path(__file__).resolve().parent.parent.parent,
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def wait_until(true: Callable[[], bool], seconds: float = 30, what: str = "") -> None:
    """Wait for something to become true; fail with ``what`` when it does not."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"still not after {seconds} s: {what}"
        time.sleep(0.1)
