"""The worker that `bench.fanout` measures: it sends what is due, in a process of its own."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench import stage
from bench.figures import memory

from django.conf import settings  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.networks import gateway  # isort: skip
from sinergi.networks.models import Account, Delivery  # isort: skip
from sinergi.networks.sending import Sender  # isort: skip
from sinergi.work.loop import Loop  # isort: skip


def main() -> None:
    loop = Loop([Sender()], threads=settings.WORK_THREADS, now=timezone.now)
    gateway.open_account(Account.objects.all()[0])  # as a worker that has been up for a while
    start = time.perf_counter()
    with ThreadPoolExecutor(settings.WORK_THREADS) as pool:
        while loop.once(pool) or _open():
            loop.rest(threading.Event())
    took = time.perf_counter() - start
    stage.say(f"{Delivery.objects.filter(state=Delivery.State.SENT).count()} sent in all")
    print(took, memory(), flush=True)


def _open() -> bool:
    return Delivery.objects.exclude(state=Delivery.State.SENT).exists()


if __name__ == "__main__":
    main()
