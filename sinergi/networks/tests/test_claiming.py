"""Workers that claim at the same moment never hold two deliveries of one account."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Count
from django.utils import timezone

from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender
from sinergi.networks.tests.conftest import Queue

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("approved")]

ACCOUNTS, POSTS, ROUNDS = 80, 4, 8


def alike(account: Account, handle: str) -> Account:
    """Return another account like one."""
    made = Account.objects.get(pk=account.pk)
    made.pk, made.handle = None, handle
    made.save(force_insert=True)
    return made


def claim_together(now: datetime) -> None:
    together = threading.Barrier(3)

    def claim(holder: str) -> None:
        sender = Sender()
        together.wait()
        for _ in range(3):
            sender.claim(40, now=now, holder=holder)
        connection.close()

    workers = [threading.Thread(target=claim, args=(f"w{n}",)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def test_one_thing_at_a_time_goes_out_of_an_account(queue: Queue, ayu_account: Account) -> None:
    now = timezone.now()
    accounts = [ayu_account, *(alike(ayu_account, f"kanal{n}") for n in range(1, ACCOUNTS))]
    for post in range(POSTS):
        for account in accounts:
            queue(account=account, due=now - timedelta(seconds=POSTS - post))
    for _ in range(ROUNDS):
        Delivery.objects.update(state="waiting", holder="", lease=None, committed_at=None)
        claim_together(now)
        held = Delivery.objects.exclude(lease=None).values("account").annotate(rows=Count("pk"))
        assert held.filter(rows__gt=1).order_by().count() == 0
        assert held.order_by().count() > ACCOUNTS // 2
