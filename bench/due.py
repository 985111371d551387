"""From the moment a post is due to the request that sends it, with one idle worker."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import IO

from bench import stage
from bench.figures import Figure, middle, percentile, tell
from bench.server import running

from django.utils import timezone  # isort: skip  # the stage sets Django up

from sinergi.networks.models import Account, Delivery  # isort: skip
from sinergi.publishing import actions as publishing  # isort: skip
from sinergi.people.models import User  # isort: skip

POSTS = 120
APART = 0.37  # seconds; no multiple of the worker's own pause


def main() -> None:
    stage.database()
    office, ayu, budi = stage.regency()
    with running(0.02) as (address, told):
        accounts = [stage.account(ayu, office, f"k{n}", address) for n in range(8)]
        due = {}
        for number in range(POSTS):
            delivery = approve(ayu, budi, accounts[number % 8], f"Pengumuman {number}")
            due[f"Pengumuman {number}"] = delivery
        log = (stage.HOME / "work.log").open("wb")
        worker = subprocess.Popen(
            [sys.executable, "-m", "sinergi", "work"], env=dict(os.environ), stdout=log, stderr=log
        )
        try:
            late = measured(due, told)
        finally:
            worker.terminate()
            worker.wait(20)
    tell(
        Figure(f"due → request, p50 ({stage.DATABASE})", middle(late), "s", 1.0),
        Figure(f"due → request, p99 ({stage.DATABASE})", percentile(late, 99), "s", 2.5),
    )


def approve(ayu: User, budi: User, account: Account, text: str) -> int:
    post = publishing.write(ayu, account.unit, text=text, accounts=[account])
    asked = publishing.ask_approval(ayu, post)
    publishing.approve(budi, asked, due=timezone.now() + timedelta(hours=1))
    return Delivery.objects.values_list("pk", flat=True).get(target__post=post)


def measured(due: dict[str, int], told: IO[str]) -> list[float]:
    """Let each fall due a little later than the last; return how long each waited, in seconds."""
    time.sleep(4)  # the worker has started and is idle
    start = timezone.now() + timedelta(seconds=1)
    moments = {}
    for number, (text, pk) in enumerate(due.items()):
        moment = start + timedelta(seconds=number * APART)
        Delivery.objects.filter(pk=pk).update(due=moment, next_try=moment)
        moments[text] = moment.timestamp()
    watch = threading.Timer(POSTS * APART + 60, lambda: os._exit(1))
    watch.daemon = True
    watch.start()
    late = {}
    while len(late) < len(moments):
        came, text = told.readline().rstrip("\n").split("\t")
        if text in moments:
            late[text] = float(came) - moments[text]
    watch.cancel()
    return list(late.values())


if __name__ == "__main__":
    main()
