"""Who sits the exam, and what a connector can be asked to do."""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol, TypeVar, cast

import httpx

from sinergi.connectors.contract import (
    Connector,
    Credentials,
    Draft,
    Listens,
    Measures,
    Media,
    Published,
    Publishes,
    Replies,
    SignsIn,
    TellsLimits,
    Withdraws,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.connectors.exam.wire import Fault, Wire

#: A picture of one grey pixel, as small as a PNG can be.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b6"
    "0000000049454e44ae426082"
)
BACK = "http://127.0.0.1:9/kerja/akun/kembali"
VERIFIER = "v" * 64
NOTHING: frozenset[str] = frozenset()

T = TypeVar("T")


class Failed(AssertionError):
    """The connector did not pass. The message says what it did and what is asked."""


class Question(Protocol):
    __name__: str

    def __call__(self, candidate: Candidate) -> None: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A connector, and a network that works: empty, and ours to use.

    ``transport`` makes a way to it. ``speak`` lets somebody answer the post with the remote id it
    is given and returns their words. ``approve`` is a person at the sign-in page: it takes its
    address and returns the code. Where either is missing, its questions are left out.
    """

    connector: type[Connector]
    credentials: Credentials
    transport: Callable[[], httpx.BaseTransport]
    answers: Mapping[str, str] = field(default_factory=dict)
    speak: Callable[[str], str] | None = None
    approve: Callable[[str], str] | None = None
    #: Seconds until the network shows what was written or said.
    patience: float = 5.0

    def wire(self) -> Wire:
        return Wire(self.transport())

    def open(self, wire: Wire, credentials: Credentials | None = None) -> Connector:
        given = self.credentials if credentials is None else credentials
        return self.connector(given, httpx.Client(transport=wire, headers={"Connection": "close"}))

    def publisher(self, wire: Wire) -> Publishes | None:
        """Return the connector as one that publishes, or nothing if it does not."""
        network = self.open(wire)
        return network if isinstance(network, Publishes) else None

    def until(self, look: Callable[[], T | None]) -> T | None:
        """Ask again until there is an answer or patience ends."""
        end = time.monotonic() + self.patience
        while True:
            found = look()
            if found is not None or time.monotonic() > end:
                return found
            time.sleep(0.1)

    def secrets(self) -> set[str]:
        """Return what must never come to light: tokens and what was typed as secret."""
        open_words = {f.name for f in self.connector.about.sign_in if not f.secret}
        return {v for n, v in self.credentials.items() if n not in open_words and len(v) > 3}


def require(condition: object, message: str) -> None:
    if not condition:
        raise Failed(message)


def can(connector: type[Connector], ability: type) -> bool:
    """True when a connector has an ability: it can do what it inherits."""
    return ability in connector.__mro__


def text() -> str:
    """Return words nobody has posted yet."""
    return f"Ujian konektor {secrets.token_hex(6)}: layanan tetap buka."


def key() -> str:
    return secrets.token_hex(16)


def media(alt: str = "Satu titik abu-abu") -> Media:
    return Media("titik.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL), alt)


def find(
    network: Publishes, draft: Draft, used: str, known: frozenset[str] = NOTHING
) -> Published | None:
    since = datetime.now(UTC) - timedelta(seconds=30)
    return network.find(draft, key=used, progress={}, since=since, known=known)


#: What an operation does: reads; writes what nobody sees; writes what everybody sees.
Kind = Literal["read", "quiet", "visible"]


@dataclass(frozen=True, slots=True)
class Stage:
    """What operations work on: a post that went out before."""

    draft: Draft
    key: str
    post: Published


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing the house asks of connectors that can do it."""

    name: str
    kind: Kind
    ability: type
    do: Callable[[object, Stage], object]

    def under(self, candidate: Candidate, stage: Stage, fault: Fault | None) -> Outcome:
        """Do it while the wire misbehaves; only what is written counts where all can see it."""
        wire = candidate.wire()
        wire.fault, wire.writes_only = fault, self.kind == "visible"
        network = candidate.open(wire)
        try:
            value = self.do(network, stage)
        except ConnectorError as e:
            return Outcome(self, wire, error=e)
        except Exception as e:
            raise Failed(f"{self.name} raised {type(e).__name__}, none of the four errors") from e
        return Outcome(self, wire, value=value)


@dataclass(frozen=True, slots=True)
class Outcome:
    operation: Operation
    wire: Wire
    value: object = None
    error: ConnectorError | None = None

    def must_be(self, kind: type[ConnectorError], when: str) -> None:
        """Require this error, unless the operation asked nothing of the network."""
        if self.error is None and not self.wire.spoiled:
            return
        got = type(self.error).__name__ if self.error else "an answer"
        ok = isinstance(self.error, kind)
        require(ok, f"{self.operation.name}, {when}: {got} instead of {kind.__name__}")


OPERATIONS = (
    Operation("identify", "read", Connector, lambda n, _: cast("Connector", n).identify()),
    Operation("limits", "read", TellsLimits, lambda n, _: cast("TellsLimits", n).limits()),
    Operation("listen", "read", Listens, lambda n, _: cast("Listens", n).listen(None)),
    Operation("find", "read", Publishes, lambda n, s: find(cast("Publishes", n), s.draft, s.key)),
    Operation(
        "measure",
        "read",
        Measures,
        lambda n, s: list(cast("Measures", n).measure([s.post.remote_id])),
    ),
    Operation(
        "thread_url", "read", Replies, lambda n, s: cast("Replies", n).thread_url(s.post.remote_id)
    ),
    Operation("prepare", "quiet", Publishes, lambda n, _: prepare(cast("Publishes", n))),
    Operation(
        "withdraw", "quiet", Withdraws, lambda n, s: cast("Withdraws", n).withdraw(s.post.remote_id)
    ),
    Operation(
        "publish",
        "visible",
        Publishes,
        lambda n, _: cast("Publishes", n).publish(Draft(text()), key=key(), progress={}),
    ),
    Operation(
        "reply",
        "visible",
        Replies,
        lambda n, s: cast("Publishes", n).publish(
            Draft(text(), reply_to=s.post.remote_id), key=key(), progress={}
        ),
    ),
)


def prepare(network: Publishes) -> dict[str, str]:
    kept: dict[str, str] = {}
    draft = Draft(text(), media=(media(),))
    network.prepare(draft, key=key(), progress={}, keep=kept.__setitem__)
    return kept


def operations(candidate: Candidate, *kinds: Kind) -> list[Operation]:
    """Return what this connector can do, of the kinds asked for (all of them otherwise)."""
    able = [o for o in OPERATIONS if can(candidate.connector, o.ability)]
    return [o for o in able if not kinds or o.kind in kinds]


def stage(candidate: Candidate) -> Stage:
    """Publish a post for operations to work on. Connectors that do not publish get a name only."""
    draft, used = Draft(text()), key()
    network = candidate.publisher(candidate.wire())
    if network is None:
        return Stage(draft, used, Published("1", ""))
    return Stage(draft, used, network.publish(draft, key=used, progress={}))


def sign_in_of(candidate: Candidate, wire: Wire) -> SignsIn | None:
    """Return the connector before anybody signed in, or nothing if it takes tokens only."""
    if not can(candidate.connector, SignsIn):
        return None
    return cast("SignsIn", candidate.open(wire, candidate.answers))


def with_media(draft: Draft, items: Sequence[Media]) -> Draft:
    return replace(draft, media=tuple(items))
