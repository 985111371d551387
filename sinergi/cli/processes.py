"""The processes of an installation: start them, keep them running, end them together.

They are born of the process that keeps them, and share what it has loaded (``loading``).
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from types import FrameType

from sinergi.cli.main import main

PATIENCE = 15.0
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
PR_SET_PDEATHSIG, PR_SET_NAME = 1, 15
M_ARENA_MAX = -8
#: glibc keeps memory apart for each thread that once had some; two such places are enough.
ARENAS = 2
ENDING = (signal.SIGINT, signal.SIGTERM)


@dataclass(slots=True)
class Child:
    """A process we keep alive. ``again``: when it is started again, where it has fallen."""

    command: str
    process: ForkProcess
    falls: int = 0
    started: float = field(default_factory=time.monotonic)
    again: float | None = None


class Stop:
    """Remembers that we were asked to end."""

    def __init__(self) -> None:
        self.asked = False
        for number in ENDING:
            signal.signal(number, self._ask)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


def start(command: str) -> Child:
    """Start a command in a session of its own: a terminal's Ctrl-C goes to the supervisor alone,
    which ends each child once. The web server waits ten seconds when it is told twice.
    """
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_live, args=(command, os.getpid()), name=command)
    with _undisturbed():
        process.start()
    return Child(command, process)


def call(*words: str) -> list[str]:
    return [sys.executable, "-m", "sinergi", *words]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait: a child must not take one for us before it has put ours aside."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _live(command: str, supervisor: int) -> None:
    """Be a command in a process that has just been born."""
    os.setsid()
    end_with_parent()
    system = ctypes.CDLL(None)
    system.prctl(PR_SET_NAME, f"sinergi {command}".encode())
    if "MALLOC_ARENA_MAX" not in os.environ:
        system.mallopt(M_ARENA_MAX, ARENAS)
    for number in ENDING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    if os.getppid() == supervisor:  # else it died before the kernel knew
        sys.exit(main([command]))


def end_with_parent() -> None:
    """Have the kernel end this process when the one that started it dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def keep(children: list[Child], stop: Stop) -> None:
    while not stop.asked:
        for i, child in enumerate(children):
            if child.process.exitcode is not None:
                children[i] = _again(child)
        time.sleep(0.3)


def _again(child: Child) -> Child:
    """Start a fallen process again when its pause is over, which is longer each time it falls
    soon. Nobody waits for that: the others may fall, too, and we may be asked to end.
    """
    now = time.monotonic()
    if child.again is None:
        soon = now - child.started < 60
        child.falls = child.falls + 1 if soon else 1
        child.again = now + PAUSES[min(child.falls, len(PAUSES)) - 1]
        print(f"`sinergi {child.command}` ended ({child.process.exitcode}); starting it again.")
    if now < child.again:
        return child
    fresh = start(child.command)
    fresh.falls = child.falls
    return fresh


def end(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.process.join(max(0.1, deadline - time.monotonic()))
        if child.process.exitcode is None:
            os.killpg(child.process.ident or 0, signal.SIGKILL)  # and what it has started
            child.process.join()
