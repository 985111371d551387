"""The door networks call at, and the workers behind it."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from sinergi.connectors.contract import Call, Listens
from sinergi.connectors.exam.standin import StandIn
from sinergi.inbox.models import Message
from sinergi.networks import actions, calls, gateway
from sinergi.networks.calls import CallReader
from sinergi.networks.caring import Carer
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account
from tests.faults.stage import Stage

SITE = "https://sinergi.example"


class Door:
    """An account of ours on a network that calls; ``number`` is the network's own id of it."""

    def __init__(self, stage: Stage, number: str) -> None:
        self.stage, self.account = stage, stage.account
        self.connector = stage.standin.connector
        hooked = gateway.hooked(self.connector.about.slug)
        assert hooked is not None
        actions.register_app(None, self.connector.about.slug, _app(stage.standin))
        Account.objects.filter(pk=self.account.pk).update(remote_id=number)
        own = self.account if hooked.own_address else None
        self.path = calls.address(self.connector.about.slug, own).removeprefix(SITE)

    @property
    def listens(self) -> bool:
        return Listens in self.connector.__mro__

    def called(self, call: Call) -> int:
        """Let the network call; return the status it is answered with."""
        answer = Client().post(
            self.path, call.body, content_type="application/json", headers=dict(call.headers)
        )
        return answer.status_code

    def read(self, after: timedelta = timedelta(0)) -> None:
        """Let a worker read what was called, and see to what it means."""
        now = timezone.now() + after
        for source in (CallReader(), Carer(open_account=self.stage.open)):
            jobs = source.claim(50, now=now, holder="w1")
            source.store([(job.id, job.work()) for job in jobs], now=now)

    def poll(self, rounds: int = 4) -> None:
        """Let a worker ask the network for news, until there are no more."""
        now = timezone.now()
        Account.objects.filter(pk=self.account.pk).update(next_listen=now)
        listener = Listener(open_account=self.stage.open)
        for _ in range(rounds):
            jobs = listener.claim(5, now=now, holder="w1")
            listener.store([(job.id, job.work()) for job in jobs], now=now)
        Account.objects.filter(pk=self.account.pk).update(next_listen=now + timedelta(days=1))

    def heard(self) -> list[str]:
        """Return the ids of what is in the inbox."""
        rows = Message.objects.filter(account=self.account, direction=Message.Direction.IN)
        return list(rows.values_list("remote_id", flat=True))


def _app(standin: StandIn) -> dict[str, str]:
    return {name: v for name, v in standin.credentials.items() if name.startswith("app_")}
