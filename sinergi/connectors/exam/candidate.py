"""Who sits the exam, and what a connector can be asked to do."""

from __future__ import annotations

import io
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol, TypeVar, cast

import httpx

from sinergi.connectors.contract import (
    Connector,
    Credentials,
    Draft,
    Media,
    Published,
    Publishes,
    SignsIn,
)
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.exam.wire import Wire, reads

#: A picture of one grey pixel, as small as a PNG can be.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b6"
    "0000000049454e44ae426082"
)
BACK = "http://127.0.0.1:9/kerja/akun/kembali"
VERIFIER = "v" * 64
TIMEOUT = 45.0  # as the house's own client waits for a slow network
NOTHING: frozenset[str] = frozenset()
#: How often a network may say that it still works on a file.
WORKING = 50

T = TypeVar("T")


class Failed(AssertionError):
    """The connector did not pass. The message says what it did and what is asked."""


class Question(Protocol):
    __name__: str

    def __call__(self, candidate: Candidate) -> None: ...


@dataclass(frozen=True, slots=True)
class Ready:
    """Something that can go out: nothing but the visible call is missing."""

    draft: Draft
    key: str
    progress: Mapping[str, str]


def media(alt: str = "Satu titik abu-abu") -> Media:
    """Return the smallest picture."""
    return Media("titik.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL), alt, 1, 1)


def post(words: str) -> Draft:
    return Draft(words)


def answer(words: str, remote_id: str) -> Draft:
    return Draft(words, reply_to=remote_id)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A connector, and a network that works: empty, and ours to use.

    ``transport`` makes a way to it. ``speak`` lets somebody answer the post with the remote id it
    is given, where everybody reads it, and returns their words. ``approve`` is a person at the
    sign-in page: it takes its address and returns the code. Where either is missing, its questions
    are left out.
    """

    connector: type[Connector]
    credentials: Credentials
    transport: Callable[[], httpx.BaseTransport]
    answers: Mapping[str, str] = field(default_factory=dict)
    speak: Callable[[str], str] | None = None
    approve: Callable[[str], str] | None = None
    #: Seconds until the network shows what was written or said.
    patience: float = 5.0
    #: Make a post of these words, an answer of these words to a remote id, and a picture with
    #: this description, as the network takes them.
    compose: Callable[[str], Draft] = post
    respond: Callable[[str, str], Draft] = answer
    picture: Callable[[str], Media] = media
    #: Which requests only ask: some networks are asked with POST.
    asks: Callable[[httpx.Request], bool] = reads
    #: Whether the network lets anybody read back what went out. Where not, ``find`` must never
    #: return anything, and a receipt or a person settles a doubt.
    reads_back: bool = True

    def wire(self) -> Wire:
        return Wire(self.transport(), self.asks)

    def open(self, wire: Wire, credentials: Credentials | None = None) -> Connector:
        given = self.credentials if credentials is None else credentials
        http = httpx.Client(transport=wire, headers={"Connection": "close"}, timeout=TIMEOUT)
        return self.connector(given, http)

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
        about = self.connector.about
        open_words = {f.name for f in (*about.sign_in, *about.app) if not f.secret}
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


def further(remote_id: str) -> Draft:
    """Return what goes on with a post of our own, or is its first comment."""
    return Draft(text(), reply_to=remote_id, own=True)


def key() -> str:
    return secrets.token_hex(16)


def ready(network: Publishes, draft: Draft) -> Ready:
    """Do what nobody sees before a post goes out, as the house does."""
    used = key()
    if not draft.media and not network.about.prepares:
        return Ready(draft, used, {})
    return Ready(draft, used, prepared(network, draft, used, {}))


def prepared(
    network: Publishes, draft: Draft, used: str, progress: Mapping[str, str]
) -> dict[str, str]:
    """Prepare until it is done, asking again while the network works; return all that was kept."""
    kept = dict(progress)
    for _ in range(WORKING):
        try:
            network.prepare(draft, key=used, progress=dict(kept), keep=kept.__setitem__)
        except Unavailable as e:
            if e.retry_after is None or kept == progress:  # nothing was done: it is no "working"
                raise
            time.sleep(min(e.retry_after.total_seconds(), 0.02))
        else:
            return kept
    raise Failed("it is never ready to go out")


def send(network: Publishes, one: Ready) -> Published:
    return network.publish(one.draft, key=one.key, progress=one.progress)


def find(network: Publishes, one: Ready, known: frozenset[str] = NOTHING) -> Published | None:
    since = datetime.now(UTC) - timedelta(seconds=30)
    return network.find(one.draft, key=one.key, progress=one.progress, since=since, known=known)


def sign_in_of(candidate: Candidate, wire: Wire) -> SignsIn | None:
    """Return the connector before anybody signed in, or nothing if it takes tokens only."""
    if not can(candidate.connector, SignsIn):
        return None
    return cast("SignsIn", candidate.open(wire, candidate.answers))


def with_media(draft: Draft, items: Sequence[Media]) -> Draft:
    return replace(draft, media=tuple(items))
