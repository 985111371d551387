"""500 deliveries of one post to a network that answers in 200 ms, against plain threads."""

from __future__ import annotations

import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench import stage
from bench.figures import Figure, tell
from bench.server import running

from django.conf import settings  # isort: skip  # the stage sets Django up
from django.utils import timezone  # isort: skip

from sinergi.connectors.contract import Draft, Publishes  # isort: skip
from sinergi.networks import gateway  # isort: skip
from sinergi.networks.models import Account, Delivery  # isort: skip
from sinergi.networks.sending import Sender  # isort: skip
from sinergi.people.models import User  # isort: skip
from sinergi.publishing import actions as publishing  # isort: skip
from sinergi.units.models import Unit  # isort: skip
from sinergi.work.loop import Loop  # isort: skip

MANY = 500
ANSWERS_AFTER = 0.2
ROUNDS = 3


def main() -> None:
    stage.database()
    office, ayu, budi = stage.regency()
    with running(ANSWERS_AFTER, quiet=True) as (address, _):
        accounts = [stage.account(ayu, office, f"kanal{n}", address) for n in range(MANY)]
        plain_threads(accounts[:32])  # warm up the client
        pairs = [
            (plain_threads(accounts), the_house(ayu, budi, office, accounts)) for _ in range(ROUNDS)
        ]
    plain, ours = sorted(pairs, key=lambda pair: pair[1] / pair[0])[ROUNDS // 2]
    tell(
        Figure(f"{MANY} requests by plain threads ({stage.DATABASE})", plain, "s"),
        Figure(f"{MANY} deliveries of one post ({stage.DATABASE})", ours, "s"),
        Figure(f"{MANY} deliveries / plain threads ({stage.DATABASE})", ours / plain, "×", 1.3),
    )


def plain_threads(accounts: list[Account]) -> float:
    """Make the same requests with the same client and nothing else."""
    networks = [gateway.open_account(account) for account in accounts]
    draft = Draft("Pengumuman untuk semua")

    def send(network: object) -> None:
        assert isinstance(network, Publishes)
        network.publish(draft, key=secrets.token_hex(16), progress={})

    start = time.perf_counter()
    with ThreadPoolExecutor(settings.WORK_THREADS) as pool:
        list(pool.map(send, networks))
    return time.perf_counter() - start


def the_house(ayu: User, budi: User, office: Unit, accounts: list[Account]) -> float:
    """Let the worker's loop send one approved post to all accounts; return the seconds."""
    post = publishing.write(ayu, office, text="Pengumuman untuk semua", accounts=accounts)
    publishing.approve(budi, publishing.ask_approval(ayu, post), due=None)
    loop = Loop([Sender()], threads=settings.WORK_THREADS, now=timezone.now)
    start = time.perf_counter()
    with ThreadPoolExecutor(settings.WORK_THREADS) as pool:
        while True:
            under_way = loop.once(pool)
            if not under_way and not _open():
                return time.perf_counter() - start
            loop.rest(threading.Event())


def _open() -> bool:
    return Delivery.objects.exclude(state=Delivery.State.SENT).exists()


if __name__ == "__main__":
    main()
