"""The processes of an installation: start them, keep them running, end them together."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 15.0
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class Child:
    """A process we keep alive."""

    command: str
    process: subprocess.Popen[bytes]
    falls: int = 0
    started: float = field(default_factory=time.monotonic)


class Stop:
    """Remembers that we were asked to end."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


#: glibc keeps memory apart for each thread that once had some; two such places are enough.
FRUGAL = {"MALLOC_ARENA_MAX": "2"}


def start(command: str) -> Child:
    """Start a command in a session of its own: a terminal's Ctrl-C goes to the supervisor alone,
    which ends each child once. The web server waits ten seconds when it is told twice.
    """
    process = subprocess.Popen(
        call(command),
        preexec_fn=_end_with_parent,  # noqa: PLW1509  # the supervisor has no threads
        start_new_session=True,
        env=FRUGAL | os.environ,
    )
    return Child(command, process)


def call(*words: str) -> list[str]:
    return [sys.executable, "-m", "sinergi", *words]


def _end_with_parent() -> None:
    """Have the kernel end this child when the supervisor dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def keep(children: list[Child], stop: Stop) -> None:
    while not stop.asked:
        for i, child in enumerate(children):
            if child.process.poll() is not None:
                children[i] = _again(child)
        time.sleep(0.3)


def _again(child: Child) -> Child:
    """Start a fallen process again, waiting longer each time it falls soon."""
    soon = time.monotonic() - child.started < 60
    falls = child.falls + 1 if soon else 1
    pause = PAUSES[min(falls, len(PAUSES)) - 1]
    print(f"`sinergi {child.command}` ended ({child.process.returncode}); starting it again.")
    time.sleep(pause)
    fresh = start(child.command)
    fresh.falls = falls
    return fresh


def end(children: list[Child]) -> None:
    for child in children:
        if child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(child.process.pid, signal.SIGKILL)  # and what it has started
