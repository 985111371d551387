"""A network with threads and first comments, and a thread of four parts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.utils import timezone

from sinergi.connectors.contract import (
    Comments,
    Continues,
    Draft,
    Limits,
    Progress,
    Published,
    Withdraws,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.networks import chaining
from sinergi.networks.chaining import Further
from sinergi.networks.models import Delivery
from sinergi.networks.sending import Sender
from sinergi.networks.tests.conftest import Network, Queue

SECOND = timedelta(seconds=1)

TWO_MORE = (Further("part", "Dua"), Further("part", "Tiga"), Further("comment", "#Cibinong"))


class Threaded(Network, Continues, Comments, Withdraws):
    """Has threads and comments. ``said`` keeps what each answers."""

    most_parts: ClassVar[int] = 10
    comment: ClassVar[Limits] = Limits(text=100, images=0)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str | None, bool]] = []
        self.gone: list[str] = []
        self.later: list[ConnectorError] = []

    def thread_url(self, remote_id: str) -> str:
        return ""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        out = len(self.visible)
        try:
            return super().publish(draft, key=key, progress=progress)
        finally:
            if len(self.visible) > out:
                self.said.append((draft.text, draft.reply_to, draft.own))

    def withdraw(self, remote_id: str) -> None:
        if self.later:
            raise self.later.pop(0)
        self.gone.append(remote_id)


@pytest.fixture
def network() -> Threaded:
    return Threaded()


@pytest.fixture
def thread(queue: Queue) -> Delivery:
    return queue("Satu", further=TWO_MORE)


def work(network: Network, at: datetime | None = None, *, rounds: int = 1) -> None:
    now = at or timezone.now()
    sender = Sender(open_account=lambda _: network)
    for _ in range(rounds):
        jobs = sender.claim(10, now=now, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=now)


def states(head: Delivery) -> list[str]:
    found = [Delivery.objects.get(pk=head.pk), *chaining.behind(head)]
    return [row.state for row in found]
