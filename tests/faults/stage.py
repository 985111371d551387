"""The house on one side, what stands in for a network on the other, and a clock of our own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from typing import Any, cast

import httpx
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sinergi.connectors import registry
from sinergi.connectors.contract import Draft, Media, Publishes
from sinergi.connectors.exam import wire
from sinergi.connectors.exam.standin import StandIn
from sinergi.connectors.exam.wire import Fault, Wire
from sinergi.networks import actions, gateway
from sinergi.networks.caring import Carer
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender

#: What can go wrong with any network's visible request.
ANYWHERE: Mapping[str, Fault] = {
    "cut before": wire.unreachable,
    "cut after acceptance": wire.lost,
    "500 but published": wire.broken_after,
    "429": wire.says(429, Retry_After="30"),
}

#: What meets the visible request itself; everything else is let loose from the start.
AT_THE_END = frozenset(
    {
        "token revoked",
        "duplicate refused",
        "blocked but live",
        "published twice",
        "container expired",
    }
)

#: When the worker comes round, in seconds after the post was due.
ROUNDS = (
    *(0, 0, 0, 1, 2, 6, 6, 30, 30, 60, 95, 95, 180, 400, 600, 1500, 3600, 3600, 8000),
    *(30_000, 30_060, 30_120),  # after the longest quiet of an account
)


def standins() -> dict[str, Callable[[], StandIn]]:
    """Return what stands in for each network that publishes and can be met here, by its slug."""
    found = {}
    for slug, connector in registry.installed().items():
        room = f"{connector.__module__.rpartition('.')[0]}.tests.standin"
        if Publishes in connector.__mro__ and find_spec(room):
            found[slug] = _class_of(room)
    return found


def _class_of(room: str) -> Callable[[], StandIn]:
    module = import_module(room)
    classes = [
        value
        for value in vars(module).values()
        if inspect.isclass(value) and value.__module__ == room and hasattr(value, "public")
    ]
    assert len(classes) == 1, f"{room} has {len(classes)} classes that stand in for a network"
    return cast("Callable[[], StandIn]", classes[0])


def faults(standin: StandIn) -> list[str]:
    return [*ANYWHERE, *sorted(standin.troubles)]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a delivery ended: its state, how often the public sees it, and what people read."""

    state: str
    public: int
    problem: str
    signed_out: bool
    looked: bool


class Stage:
    """One account, one post that is approved, and a network that fails in one way."""

    def __init__(self, standin: StandIn, account: Account, words: str, now: datetime) -> None:
        self.standin, self.words, self.now = standin, words, now
        # Some networks are asked with POST: their stand-in tells which requests only ask.
        self.wire = Wire(standin.transport(), getattr(standin, "asks", wire.reads))
        Account.objects.filter(pk=account.pk).update(
            network=standin.connector.about.slug,
            credentials=gateway.lock(own(standin)),
            next_listen=None,
        )
        account.refresh_from_db()
        self.account = account
        self.delivery = _queued(account, standin.draft(words), now)

    def play(self, fault: str) -> Ended:
        """Let the fault happen once, and the worker come round until nothing is left to do."""
        if fault in self.standin.troubles and fault not in AT_THE_END:
            self.standin.troubles[fault]()
        armed = False
        for seconds in ROUNDS:
            at = self.now + timedelta(seconds=seconds)
            if not armed and self._is_next_visible(at):
                self._arm(fault)
                armed = True
            self._round(at)
            if self._row().state not in {"waiting", "sending"}:
                break
        return self._ended()

    def reconnect(self) -> Ended:
        """Let a person sign in again, and go on."""
        fresh = gateway.lock(own(self.standin))
        Account.objects.filter(pk=self.account.pk).update(state="connected", credentials=fresh)
        for seconds in ROUNDS:
            self._round(self.now + timedelta(days=1, seconds=seconds))
        return self._ended()

    def _arm(self, fault: str) -> None:
        if fault in ANYWHERE:
            self.wire.fault, self.wire.writes_only = once(self.wire, ANYWHERE[fault]), True
        elif fault in AT_THE_END:
            self.standin.troubles[fault]()

    def _is_next_visible(self, at: datetime) -> bool:
        row = self._row()
        prepares = self.standin.connector.about.prepares or bool(row.media)
        ready = row.next_try <= at and (not prepares or "prepared" in row.progress)
        return row.state == "waiting" and ready

    def _round(self, at: datetime) -> None:
        for source in (Carer(open_account=self._open), Sender(open_account=self._open)):
            jobs = source.claim(10, now=at, holder="w1")
            source.store([(job.id, job.work()) for job in jobs], now=at)

    def _open(self, account: Account) -> object:
        kept = gateway.unlock(account.credentials)
        client = httpx.Client(transport=self.wire, timeout=30)
        return self.standin.connector({**self.standin.credentials, **kept}, client)

    def _row(self) -> Delivery:
        return Delivery.objects.get(pk=self.delivery.pk)

    def _ended(self) -> Ended:
        row = self._row()
        seen = sum(self.words in text for text in self.standin.public())
        self.account.refresh_from_db()
        out = self.account.state == "signed_out"
        looked = row.tries.filter(outcome="unconfirmed").exists() or row.looks > 0
        problem = str(row.problem.get("message", ""))
        return Ended(row.state, seen, problem, out, looked)


def own(standin: StandIn) -> dict[str, str]:
    """Return what of a stand-in's credentials belongs to the account: the app's are elsewhere."""
    return {n: value for n, value in standin.credentials.items() if not n.startswith("app_")}


def once(line: Wire, fault: Fault) -> Fault:
    """Let a fault happen to one request; the network works again after it."""

    def meet(request: httpx.Request, forward: wire.Forward) -> httpx.Response:
        line.fault = None
        return fault(request, forward)

    return meet


def _queued(account: Account, draft: Draft, now: datetime) -> Delivery:
    return actions.queue(
        account,
        unit=account.unit,
        kind="post",
        text=draft.text,
        due=now,
        media=list(_stored(draft.media)),
        options=draft.options,
        reply_to=draft.reply_to or "",
        to=draft.to,
        direct=draft.direct,
    )


def _stored(media: Any) -> Iterator[dict[str, Any]]:
    """Put a draft's files where the house keeps them."""
    item: Media
    for number, item in enumerate(media):
        with item.open() as file:
            kept = default_storage.save(f"faults/{number}-{item.name}", ContentFile(file.read()))
        yield {
            "file": kept,
            "name": item.name,
            "mime": item.mime,
            "size": item.size,
            "alt": item.alt,
            "width": item.width,
            "height": item.height,
            "seconds": item.seconds,
        }
