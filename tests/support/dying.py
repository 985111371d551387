"""Processes of the product, born of one in which Django stands: each is a process of its own, that
is killed or ends as others do, without the seconds that it takes to import everything.

Lines on the input ask for one ("die", a step; "run", a command and where its output goes) or, once
it has ended, for its exit code; each line is answered by a number.
"""

from __future__ import annotations

import json
import os
import signal
import sys

import django
from django.utils import timezone

from sinergi.audit.where import Where, coming_from
from sinergi.cli.main import main as command


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def at(step: str) -> None:
    """Send as a worker does, and be killed at a step. During a request that hangs another does."""
    from sinergi.networks.sending import Sender  # noqa: PLC0415  # Django must stand first
    from sinergi.work import workers  # noqa: PLC0415

    holder = workers.enlist(timezone.now())
    if step == "before the claim":
        die()
    sender = Sender()
    jobs = sender.claim(10, now=timezone.now(), holder=holder)
    if step == "after the claim":
        die()
    outcomes = [(job.id, job.work()) for job in jobs]
    if step == "after it was accepted":
        die()
    sender.store(outcomes, now=timezone.now())
    if step == "after it was stored":
        die()
    raise SystemExit(f"nobody died at {step!r}")


def born(what: str, words: list[str], log: str) -> int:
    """Be a process of its own; return its exit code."""
    for number, place in enumerate((os.devnull, log, log)):
        os.dup2(os.open(place, os.O_RDWR | os.O_APPEND | os.O_CREAT), number)
    if what == "run":
        return command(words)
    with coming_from(Where("worker")):
        at(words[0])
    return 0


def on_demand() -> int:
    """Bring processes into the world; return a child's own exit code in the child."""
    from sinergi.cli import work  # noqa: F401, PLC0415  # Django must stand first

    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        if "ended" in asked:
            _, status = os.waitpid(asked["ended"], 0)
            told = os.waitstatus_to_exitcode(status)
        else:
            told = os.fork()
            if not told:
                return born(asked["what"], asked["words"], asked["log"])
        os.write(1, f"{told}\n".encode())
    return 0


if __name__ == "__main__":
    django.setup()
    sys.exit(on_demand())
