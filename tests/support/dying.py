"""A worker that is killed at a step of its way: ``python -m tests.support.dying STEP``."""

from __future__ import annotations

import os
import signal
import sys
import threading

import django
from django.utils import timezone

from sinergi.audit.where import Where, coming_from

#: Seconds until a request has surely left, also on a busy machine; the network lets it hang.
ASKED = 2.0


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(step: str) -> None:
    from sinergi.networks.sending import Sender  # noqa: PLC0415  # Django must stand first
    from sinergi.work import workers  # noqa: PLC0415

    holder = workers.enlist(timezone.now())
    if step == "before the claim":
        die()
    sender = Sender()
    jobs = sender.claim(10, now=timezone.now(), holder=holder)
    if step == "after the claim":
        die()
    if step == "during the request":
        threading.Timer(ASKED, die).start()
    outcomes = [(job.id, job.work()) for job in jobs]
    if step == "after it was accepted":
        die()
    sender.store(outcomes, now=timezone.now())
    if step == "after it was stored":
        die()
    raise SystemExit(f"nobody died at {step!r}")


if __name__ == "__main__":
    django.setup()
    with coming_from(Where("worker")):
        main(sys.argv[1])
