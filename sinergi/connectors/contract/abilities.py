"""What a connector can do: it inherits the abilities it has, and mypy holds it to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Protocol, runtime_checkable

import httpx

from sinergi.connectors.contract.values import (
    About,
    Access,
    Call,
    Credentials,
    Draft,
    Event,
    Fetched,
    Field,
    Identity,
    IncomingKind,
    Keep,
    Limits,
    Missing,
    Offer,
    Page,
    Progress,
    Published,
    Receipt,
    Sample,
    SignInStep,
)


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
class Follows(Publishes, Protocol):
    """Works on a post after it was taken, and may still turn it down."""

    def follow(self, remote_ids: Sequence[str]) -> Sequence[Receipt]:
        """Return what became of posts; of those it still works on, and of strange ones, nothing."""


@runtime_checkable
class Judges(Publishes, Protocol):
    """Takes some things of a post each, but not together. Built without credentials."""

    def judge(self, draft: Draft) -> None:
        """Raise Refused for what the network will never take. It is asked nothing, nor is the
        content of files looked at.
        """


@runtime_checkable
class Replies(Connector, Protocol):
    """Answers with ``publish`` and ``draft.reply_to``; same rules, same path."""

    def thread_url(self, remote_id: str) -> str:
        """Return where a person reads that message on the network, or ``""``."""


@runtime_checkable
class Continues(Replies, Publishes, Protocol):
    """Has threads: posts of one account, each with ``draft.reply_to`` the one before it and
    ``draft.own``, and its own files. Each may hold what ``Limits`` says, and stands for itself in
    lists of posts.
    """

    #: So many posts a thread may have, the first among them.
    most_parts: ClassVar[int]


@runtime_checkable
class Comments(Replies, Publishes, Protocol):
    """Has a first comment under one's own post: ``draft.reply_to`` is that post, ``draft.own``."""

    #: What a comment may hold.
    comment: ClassVar[Limits]


@runtime_checkable
class Listens(Connector, Protocol):
    def listen(self, cursor: str | None) -> Page:
        """Return what people sent since ``cursor``, oldest first. Reading twice is harmless."""


@runtime_checkable
class Fetches(Connector, Protocol):
    """Names attachments by what only it can fetch, with the account's access."""

    def fetch(self, attachment: str) -> Fetched:
        """Return a file of ``Incoming.attachments``. Refused for what is none, Unavailable for
        what is larger than ``http.LONGEST_ANSWER``.
        """


@runtime_checkable
class Measures(Connector, Protocol):
    def measure(self, remote_ids: Sequence[str]) -> Iterable[Sample]: ...


@runtime_checkable
class Withdraws(Connector, Protocol):
    def withdraw(self, remote_id: str) -> None:
        """Delete a post. Deleting one that is gone already is success."""


@runtime_checkable
class Edits(Publishes, Protocol):
    """Changes the words of a post that is out; its files, answers and figures stay."""

    def edit(self, remote_id: str, text: str) -> None:
        """Replace the words. Doing it twice is success: after a doubt it may be asked for again."""


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
    ) -> Access: ...


@runtime_checkable
class Presents(Connector, Protocol):
    """Servers of the network fetch a document about our app from this installation, at
    ``/SLUG/client-metadata.json``. Built with the app's answers.
    """

    def client_document(self, *, site: str, redirect: str) -> Mapping[str, object]:
        """Return it: ``site`` is our address without a slash at its end, ``redirect`` where a
        sign-in comes back to.
        """


@runtime_checkable
class Offers(SignsIn, Protocol):
    """A sign-in may open several accounts. Built with the credentials ``finish`` returned."""

    def offers(self) -> Sequence[Offer]: ...


@runtime_checkable
class Renews(Connector, Protocol):
    """Access that ends and can be renewed. The house calls it for one account at a time."""

    def renew(self) -> Access:
        """Return new credentials. Raises SignedOut when only a person can sign in again."""


@runtime_checkable
class Hides(Connector, Protocol):
    def hide(self, remote_id: str, *, hidden: bool) -> None:
        """Hide what somebody wrote under our post, or show it again. Doing it twice is success."""


@runtime_checkable
class Likes(Connector, Protocol):
    """Likes with the one sign of approval its network has: a favourite, a heart, a thumb."""

    def like(self, remote_id: str, *, liked: bool) -> None:
        """Like what somebody wrote, in the account's name, or take it back. Doing it twice is
        success: never two likes.
        """


@runtime_checkable
class Removes(Connector, Protocol):
    #: What can be deleted: comments on our posts; where a whole place is ours, what else is said
    #: there as well.
    removes: ClassVar[frozenset[IncomingKind]] = frozenset({"comment"})

    def remove(self, remote_id: str) -> None:
        """Delete for good what somebody wrote under our post, or in our group. What is gone
        already is success: after a doubt it may be asked for again.
        """


@runtime_checkable
class MeasuresAccount(Connector, Protocol):
    def measure_account(self) -> Iterable[Sample]:
        """Return the account's own figures; their ``remote_id`` is empty."""


@runtime_checkable
class Recalls(Connector, Protocol):
    def recall(self, since: datetime, cursor: str | None) -> Page:
        """Return what people sent since a moment, however long ago, page by page."""


@runtime_checkable
class TellsOptions(Connector, Protocol):
    def options(self) -> tuple[Field, ...]:
        """Return what this account may be asked for each post, where the network decides it."""


@runtime_checkable
class Checks(Connector, Protocol):
    def missing(self) -> Sequence[Missing]:
        """Return what is still missing: webhooks, reviews, rights the scopes do not show."""


@runtime_checkable
class Costs(Connector, Protocol):
    def price(self, draft: Draft) -> int:
        """Return what publishing a draft costs, in millionths of a US dollar."""


@runtime_checkable
class CostsFigures(Costs, Protocol):
    """Charges for the figures it is asked for, too."""

    def price_of_figures(self, posts: int, *, account: bool) -> int:
        """Return the most that asking for the figures of so many posts costs, and of the account,
        in millionths of a US dollar.
        """


@runtime_checkable
class Hooked(Connector, Protocol):
    """Is called by its network. Built with the app's answers, and with an account's credentials
    where the address of the call names one. It reads; it asks the network nothing.
    """

    #: True where each account has an address of its own, with a secret in it.
    own_address: ClassVar[bool]

    def challenge(self, call: Call) -> str | None:
        """Return what proves to the network that the address is ours; nothing: it is no check."""

    def genuine(self, call: Call) -> bool:
        """True when the signature over the body as it came is right."""

    def events(self, body: bytes) -> Sequence[Event]:
        """Return what a genuine call says. What cannot be read is left out, never raised."""


@runtime_checkable
class SetsHook(Hooked, Protocol):
    def set_hook(self, address: str) -> None:
        """Ask the network to call this address. Doing it twice is success."""
