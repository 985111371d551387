"""Start a worker: sends what is due, listens, reads calls of networks, looks after accounts,
reads what the public wrote, runs jobs; one worker at a time is the clock.
"""

from __future__ import annotations

import argparse
import logging
import signal
import threading

from django.conf import settings
from django.utils import timezone

from sinergi import clock
from sinergi.audit.where import Where, coming_from
from sinergi.cli import addresses, sealing
from sinergi.insights.measuring import Measurer
from sinergi.lib import collecting
from sinergi.lib.parsers import count
from sinergi.networks.calls import CallReader
from sinergi.networks.caring import Carer
from sinergi.networks.listening import Listener
from sinergi.networks.sending import Sender
from sinergi.understanding.reading import TextReader
from sinergi.work import jobs
from sinergi.work.loop import Loop


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--threads", type=_threads, default=settings.WORK_THREADS, metavar="N",
        help="requests to networks at the same time",
    )  # fmt: skip


def _threads(spelled: str) -> int:
    try:
        return count(1, 256)(spelled)
    except ValueError as e:
        raise argparse.ArgumentTypeError(str(e)) from e


def run(args: argparse.Namespace) -> int:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    collecting.seldom()
    sealing.must_be_ours()
    with coming_from(Where("worker")):
        addresses.follow()
        loop = Loop(
            [Sender(), Listener(), CallReader(), Carer(), Measurer(), TextReader()],
            threads=args.threads,
            now=timezone.now,
        )
        beside = [
            threading.Thread(target=clock.run, args=(loop.holder, stop), name="clock"),
            threading.Thread(target=jobs.run, args=(loop.holder, stop), name="jobs", daemon=True),
        ]
        for thread in beside:
            thread.start()
        logging.getLogger(__name__).info("Worker %s has started", loop.holder)
        try:
            loop.run(stop)
        finally:
            stop.set()  # whatever ended the loop ends the others, too
            for thread in beside:
                thread.join(timeout=10)
    return 0
