"""The house on one side, what stands in for a network on the other, and a clock of our own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.exam import wire
from sinergi.connectors.exam.standin import StandIn
from sinergi.connectors.exam.wire import Fault, Wire
from sinergi.networks import actions, gateway
from sinergi.networks.caring import Carer
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import LEASE, Sender
from tests.faults.plays import ACCESS_GONE, ALONG, ON_THE_WAY, TWICE, WORKER_LOST

#: When the worker comes round, in seconds after the post was due.
ROUNDS = (
    *(0, 0, 0, 1, 2, 6, 6, 30, 30, 60, 95, 95, 180, 400, 600, 1500, 3600, 3600, 8000),
    *(30_000, 30_060, 30_120),  # after the longest quiet of an account
)

#: How an answer names what became of something.
STATE = re.compile(rb'"([A-Z_]{6,})"')

OPEN = {"waiting", "sending"}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a delivery ended: its state, how often the public sees it, and what people read.

    ``doubted``: its request may or may not have been done, and was looked for.
    ``trace`` is what went over the wire, request by request, each with how it was answered.
    """

    state: str
    public: int
    problem: str
    signed_out: bool
    doubted: bool
    looks: int
    trace: tuple[str, ...]

    @property
    def met(self) -> object:
        """What tells a run in which something went wrong from one in which nothing did."""
        return self.trace, self.state, self.looks


class Stage:
    """One account, one post that is approved, and a network that fails in one way."""

    def __init__(self, standin: StandIn, account: Account, words: str, now: datetime) -> None:
        self.standin, self.words, self.now = standin, words, now
        # Some networks are asked with POST: their stand-in tells which requests only ask.
        self.wire = Traced(standin.transport(), getattr(standin, "asks", wire.reads))
        Account.objects.filter(pk=account.pk).update(
            network=standin.connector.about.slug,
            credentials=gateway.lock(own(standin)),
            next_listen=None,
        )
        account.refresh_from_db()
        self.account = account
        self.delivery = _queued(account, standin.draft(words), now)

    def play(self, fault: str = "", *, late: bool = True) -> Ended:
        """Let a fault happen once, and the worker come round until nothing is left to do.

        It is let loose just before the visible request, or (not ``late``) before anything.
        """
        armed, row, idle = not fault, self._row(), self.now
        for seconds in ROUNDS:
            at = self.now + timedelta(seconds=seconds)
            if armed and at < idle:
                continue
            if not armed and (not late or self._is_next_visible(row, at)):
                self._arm(fault, at)
                armed = True
            worked = self._round(at)
            row = self._row() if worked or fault in {WORKER_LOST, TWICE} else row
            if row.state not in OPEN:
                break
            idle = at if worked else _awaited(row, at)
        return self.ended()

    def reconnect(self) -> Ended:
        """Let a person sign in again, and go on."""
        self.wire.fault, self.wire.writes_only = None, True
        fresh = gateway.lock(own(self.standin))
        Account.objects.filter(pk=self.account.pk).update(
            state="connected", credentials=fresh, renew_at=None
        )
        idle = self.now
        for seconds in ROUNDS:
            at = self.now + timedelta(days=1, seconds=seconds)
            if at < idle:
                continue
            worked, row = self._round(at), self._row()
            if row.state not in OPEN:
                break
            idle = at if worked else _awaited(row, at)
        return self.ended()

    def _arm(self, fault: str, at: datetime) -> None:
        if fault in self.standin.troubles:
            for trouble in filter(None, (fault, ALONG.get(fault))):
                self.standin.troubles[trouble]()
        elif fault in ON_THE_WAY:
            self.wire.fault, self.wire.writes_only = once(self.wire, ON_THE_WAY[fault]), True
        elif fault == ACCESS_GONE:
            self.wire.fault, self.wire.writes_only = wire.says(401), False
        else:
            assert fault in {WORKER_LOST, TWICE}, fault
            self._taken_over(at)

    def _taken_over(self, at: datetime) -> None:
        """Let a worker publish and fall silent; another takes over; then the first comes back."""
        first = Sender(open_account=self.open)
        jobs = first.claim(10, now=at, holder="w1")
        outcomes = [(job.id, job.work()) for job in jobs]
        for seconds in (1, 7, 30, 100):
            self._round(at + LEASE + timedelta(seconds=seconds), holder="w2")
        first.store(outcomes, now=at + 2 * LEASE)

    def _is_next_visible(self, row: Delivery, at: datetime) -> bool:
        prepares = self.standin.connector.about.prepares or bool(row.media)
        ready = row.next_try <= at and (not prepares or "prepared" in row.progress)
        return row.state == "waiting" and ready

    def _round(self, at: datetime, holder: str = "w1") -> bool:
        """Come round once. True when there was something to do."""
        worked = False
        for source in (Carer(open_account=self.open), Sender(open_account=self.open)):
            jobs = source.claim(10, now=at, holder=holder)
            if jobs:  # the loop puts nothing away where nothing ended
                source.store([(job.id, job.work()) for job in jobs], now=at)
                worked = True
        return worked

    def open(self, account: Account) -> object:
        kept = gateway.unlock(account.credentials)
        client = httpx.Client(transport=self.wire, timeout=30)
        return self.standin.connector({**self.standin.credentials, **kept}, client)

    def _row(self) -> Delivery:
        return Delivery.objects.select_related("account").get(pk=self.delivery.pk)

    def ended(self) -> Ended:
        row = self._row()
        self.account.refresh_from_db()
        return Ended(
            state=row.state,
            public=sum(self.words in text for text in self.standin.public()),
            problem=str(row.problem.get("message", "")),
            signed_out=self.account.state == "signed_out",
            doubted=row.tries.filter(outcome="unconfirmed").exists(),
            looks=row.looks,
            trace=tuple(self.wire.trace),
        )


@dataclass(slots=True)
class Seen:
    """How a request was met, without the numbers that differ from one run to the next."""

    words: list[str] = field(default_factory=list)

    def note(self, request: httpx.Request, how: str) -> None:
        path = re.sub(r"[\w.~-]*\d[\w.~-]*", "#", request.url.path)
        self.words.append(f"{request.method} {request.url.host}{path} {how}")


class Traced(Wire):
    """A wire that writes down how each request was met."""

    @property
    def trace(self) -> list[str]:
        return self.seen.words

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.seen = Seen()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            answer = super().handle_request(request)
        except httpx.HTTPError as e:
            self.seen.note(request, type(e).__name__)
            raise
        states = " ".join(map(bytes.decode, STATE.findall(answer.read())))
        self.seen.note(request, f"{answer.status_code} {states}")
        return answer


def _awaited(row: Delivery, at: datetime) -> datetime:
    """Return until when nothing is due, now that nothing was: the next moment that is written in
    the delivery or its account.
    """
    known = [*vars(row).values(), *vars(row.account).values()]
    return min(
        (v for v in known if isinstance(v, datetime) and v > at),
        default=datetime.max.replace(tzinfo=UTC),
    )


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
    """Queue a draft: what is for one person is an answer, anything else a post."""
    return actions.queue(
        account,
        unit=account.unit,
        kind=Delivery.Kind.REPLY if draft.reply_to or draft.to else Delivery.Kind.POST,
        text=draft.text,
        due=now,
        media=list(stored(draft.media)),
        options=draft.options,
        reply_to=draft.reply_to or "",
        to=draft.to,
        direct=draft.direct,
    )


def stored(media: Iterable[Media]) -> Iterator[dict[str, Any]]:
    """Put a draft's files where the house keeps them."""
    for number, item in enumerate(media):
        with item.open() as file:
            content = file.read()
        yield {
            "file": default_storage.save(f"faults/{number}-{item.name}", ContentFile(content)),
            "sha256": hashlib.sha256(content).hexdigest(),
            "name": item.name,
            "mime": item.mime,
            "size": item.size,
            "alt": item.alt,
            "width": item.width,
            "height": item.height,
            "seconds": item.seconds,
        }
