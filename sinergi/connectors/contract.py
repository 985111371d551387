"""What Sinergi asks of a social network, and nothing more.

A connector is a class with an ``about`` card and an ``identify`` method. Everything else is
optional: inherit ``Publishes`` and the composer offers the network, inherit ``Listens`` and the
inbox does, and so on. There are no flags to keep in step: what a class can do is what it inherits.

A connector keeps nothing: credentials and an ``httpx.Client`` come in, frozen values go out. It
never creates a client, never retries a write, never sleeps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import BinaryIO, ClassVar, Literal, Protocol, runtime_checkable

import httpx

Credentials = Mapping[str, str]
Facts = str | int

#: What a network stored for a write that is not finished yet: upload ids, container ids.
Progress = Mapping[str, str]
#: Store one more fact of the progress *now*, before the next step is taken.
Keep = Callable[[str, str], None]

IncomingKind = Literal["comment", "mention", "direct", "review"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a person may choose, with its English label (translated where it is shown)."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a person fills in: to connect an account, or to post. ``label`` is English."""

    name: str
    label: str
    secret: bool = False
    required: bool = True
    choices: tuple[Choice, ...] = ()
    default: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one post may hold. Sizes in bytes. ``text`` is counted by ``About.count``."""

    text: int
    images: int = 4
    image_bytes: int = 8_000_000
    alt_text: int = 1500
    image_types: tuple[str, ...] = ("image/jpeg", "image/png", "image/webp", "image/gif")


@dataclass(frozen=True, slots=True)
class About:
    """The card a connector hands in about itself. Screens are drawn from it."""

    slug: str  # stored with every account: never rename it
    name: str
    chip: str  # two letters that stand for the network where space is short
    limits: Limits
    #: How the network itself counts text; Mastodon counts any link as 23.
    count: Callable[[str], int] = len
    #: Asked before the sign-in starts, or all there is to ask when tokens are pasted.
    sign_in: tuple[Field, ...] = ()
    options: tuple[Field, ...] = ()
    #: What the access must allow, in the network's own words ("write:statuses" or all of "write").
    needs: tuple[str, ...] = ()
    #: True only where a repeated write with the same key can never appear twice.
    key_repeats: bool = False
    #: How often to listen, and how long after the last message an answer is accepted.
    poll_every: timedelta = timedelta(seconds=20)
    reply_window: timedelta | None = None
    #: A pretend network: always labelled as such on screen.
    pretend: bool = False
    #: Name of the page under docs/connectors/.
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose credentials these are, as the network tells it."""

    handle: str
    name: str
    url: str
    #: What the network says these credentials may do; empty when it does not say.
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """A file to attach. ``open`` returns a fresh binary stream each time it is called."""

    name: str
    mime: str
    size: int
    open: Callable[[], BinaryIO]
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be said, frozen at approval. ``reply_to`` is a remote id, or nothing."""

    text: str
    media: Sequence[Media] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    remote_id: str
    url: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """Something a person sent us. ``author`` is the handle; ``at`` is aware, in UTC."""

    remote_id: str
    kind: IncomingKind
    author: str
    author_name: str
    text: str
    at: datetime
    url: str = ""
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the network's news, oldest first, and where to go on from."""

    items: Sequence[Incoming]
    cursor: str | None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """One number at one moment. A number the network does not give is absent, never 0."""

    remote_id: str
    metric: str
    value: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SignInStep:
    """Where to send the person, and what to remember (secretly) until they come back."""

    url: str
    remember: Mapping[str, str]


class Connector(Protocol):
    about: ClassVar[About]

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None: ...

    def identify(self) -> Identity:
        """Return whose credentials these are. Raises SignedOut when they no longer work."""


@runtime_checkable
class Publishes(Connector, Protocol):
    """Publishing is *prepare* (repeatable, invisible), *commit* (one visible call), *find* (read).

    ``prepare`` may be called again after a crash: it skips what ``progress`` already holds and
    calls ``keep`` with every remote id before the next step. ``publish`` is the one visible call;
    it makes no other write. ``key`` is the same on every attempt for the same post.
    """

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None: ...

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published: ...

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        """Read back: return what ``publish`` may have left since ``since``, or nothing.

        ``known`` holds the remote ids that belong to other posts and are never the answer.
        """


@runtime_checkable
class Replies(Connector, Protocol):
    """Answers with ``publish`` and ``draft.reply_to``; same rules, same path."""

    def thread_url(self, remote_id: str) -> str:
        """Return where a person reads that message on the network, or ``""``."""


@runtime_checkable
class Listens(Connector, Protocol):
    def listen(self, cursor: str | None) -> Page:
        """Return what people sent since ``cursor``, oldest first. Reading twice is harmless."""


@runtime_checkable
class Measures(Connector, Protocol):
    def measure(self, remote_ids: Sequence[str]) -> Iterable[Sample]: ...


@runtime_checkable
class Withdraws(Connector, Protocol):
    def withdraw(self, remote_id: str) -> None:
        """Delete a post. Deleting one that is gone already is success."""


@runtime_checkable
class TellsLimits(Connector, Protocol):
    def limits(self) -> Limits:
        """Return this server's own limits, where it tells them."""


@runtime_checkable
class SignsIn(Connector, Protocol):
    """OAuth. Built with the answers to ``about.sign_in`` as its credentials."""

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep: ...

    def finish(
        self, *, code: str, redirect: str, verifier: str, remembered: Mapping[str, str]
    ) -> Credentials: ...
