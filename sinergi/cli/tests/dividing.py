"""The command in a process of its own, without the second it takes to import what all of it uses.

A process that has imported that, and configured nothing, divides itself for each call. The child
has words, environment, input and output of its own, reads its settings, and ends as others do.
Python's collector leaves alone what it was born with.
"""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings

from sinergi.cli.main import main
from sinergi.lib import collecting

#: What takes long to import and reads no setting of Django's.
HEAVY = (
    "argon2",
    "babel.messages.mofile",
    "brotli",
    "cryptography.fernet",
    "django.contrib.syndication.views",
    "django.core.management.commands.migrate",
    "django.db.migrations.autodetector",
    "django.forms",
    "django.template",
    "feedparser",
    "httpcore",
    "httpx",
    "jinja2",
    "pydantic",
    "PIL.Image",
    "requests",
    "sinergi.connectors.registry",
    "sinergi.language.rules.topic",
    "sinergi.language.writing",
    "sqlparse",
    "whitenoise.storage",
)
STREAMS = ("stdin", "stdout", "stderr")


def run(
    words: list[str], environment: dict[str, str], given: str, timeout: float
) -> subprocess.CompletedProcess[str]:
    """Run ``sinergi`` as ``subprocess.run`` would: ``timeout`` in seconds, then TimeoutExpired."""
    with tempfile.TemporaryDirectory(prefix="sinergi-call-") as name:
        files = [Path(name) / stream for stream in STREAMS]
        for file in files:
            file.write_text(given if file.name == "stdin" else "")
        asked = {"words": words, "environment": environment, "files": [str(f) for f in files]}
        code = _asked(asked, timeout)
        return subprocess.CompletedProcess(words, code, files[1].read_text(), files[2].read_text())


def _asked(asked: dict[str, Any], timeout: float) -> int:
    mother, answered = _mother(), b""
    assert mother.stdin is not None
    assert mother.stdout is not None
    try:
        mother.stdin.write(json.dumps(asked).encode() + b"\n")
        mother.stdin.flush()
        ready, _, _ = select.select([mother.stdout], [], [], timeout)
        if not ready:
            raise subprocess.TimeoutExpired(asked["words"], timeout)
        answered = mother.stdout.readline()
    finally:
        if not answered:  # an answer that is still to come would be taken for that of the next call
            _end(mother)
            _mother.cache_clear()
    return int(answered)


@cache
def _mother() -> subprocess.Popen[bytes]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("SINERGI_", "DATABASE_URL"))}
    started = subprocess.Popen(
        [sys.executable, "-m", __name__],
        env=kept,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(_end, started)
    return started


def _end(mother: subprocess.Popen[bytes]) -> None:
    """End it and whatever it still works on."""
    if mother.poll() is None:
        os.killpg(mother.pid, signal.SIGKILL)
    mother.communicate()


def _divide_on_demand() -> int:
    """Answer each line asked on the input with an exit code; return a child's own in the child."""
    for name in HEAVY:
        import_module(name)
    collecting.seldom()
    assert not settings.configured, "what was imported has read settings"
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        child = os.fork()
        if not child:
            return _work(asked)
        _, status = os.waitpid(child, 0)
        os.write(1, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    return 0


def _work(asked: dict[str, Any]) -> int:
    os.environ.clear()
    os.environ.update(asked["environment"])
    for number, name in enumerate(asked["files"]):
        os.dup2(os.open(name, os.O_RDWR), number)
    return main(asked["words"])


if __name__ == "__main__":
    sys.exit(_divide_on_demand())
