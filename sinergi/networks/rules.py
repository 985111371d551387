"""Decisions about what goes out. Plain values in, plain values out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable, Unconfirmed

#: Waits after a request that did nothing, one for each attempt; then a person is asked.
BACKOFF = tuple(timedelta(seconds=s) for s in (15, 60, 300, 900, 1800, 3600, 7200, 14400))

#: How often something is prepared that meets a fault of ours: a database or a storage of files that
#: is away comes back.
CRASHES = 3

#: What is wrong with a delivery of which nobody can say whether it may go out; it is asked about at
#: least as often as after so many faults (each hour).
STUMBLED, ASKED = "Stumbled", 6

#: Waits before each look for what an unconfirmed request may have left.
LOOKS = tuple(timedelta(seconds=s) for s in (5, 20, 60))

#: How often one delivery may be committed anew after it was looked for and not found.
ANEW = 1

#: So long the next part of a thread keeps other posts of its account from coming in between; what
#: still cannot go out then must not hold up a warning.
TOGETHER = timedelta(minutes=15)

#: How long after its moment a network may still work on the files of a delivery.
WORKING = timedelta(hours=24)

#: When a network that works on after it took a post is asked what became of it.
FOLLOWED = tuple(timedelta(minutes=m) for m in (1, 3, 10, 30, 60, 180, 360, 720, 1440))

#: When people are reminded of what they have to publish by hand, after they were given it.
REMIND = tuple(timedelta(minutes=m) for m in (30, 120, 24 * 60))

#: How many days before an access ends people are told, once each.
EXPIRY_TOLD = (14, 7, 3, 1)

#: An access that can be renewed is renewed when so much of its life is over.
RENEW_AT = 0.8

#: The longest wait we let a network ask for.
LONGEST = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Next:
    """What becomes of a delivery: its state, and when to look at it again."""

    state: str
    at: datetime | None = None


def after_failure(error: ConnectorError, *, attempts: int, now: datetime) -> Next:
    """Return what follows a failed attempt that is known to have had no visible effect,
    or one that may have had (Unconfirmed: it stays ``sending`` until somebody has looked).
    """
    match error:
        case Unconfirmed():
            return Next("sending", now + LOOKS[0])
        case Unavailable() if attempts <= len(BACKOFF):
            return Next("waiting", now + wait_for(error, attempts))
        case SignedOut():
            return Next("waiting", now + BACKOFF[min(attempts, len(BACKOFF)) - 1])
        case _:
            return Next("failed")


def after_crash(*, attempts: int, now: datetime) -> Next:
    """Return what follows a fault of ours before anything was visible."""
    if attempts < CRASHES:
        return Next("waiting", now + BACKOFF[attempts - 1])
    return Next("failed")


def stumbles(problem: Mapping[str, Any]) -> int:
    """Return how often in a row nobody could say whether a delivery may go out."""
    return int(problem["facts"]["tries"]) if problem.get("kind") == STUMBLED else 0


def wait_to_ask(tries: int) -> timedelta:
    """Return how long to wait before a delivery is asked about again, after so many faults."""
    return BACKOFF[min(tries, ASKED) - 1]


def wait_for(error: Unavailable, attempts: int) -> timedelta:
    asked = error.retry_after or timedelta(0)
    return min(asked or BACKOFF[attempts - 1], LONGEST)


def after_absence(*, looks: int, renewals: int, repeatable: bool, now: datetime) -> Next:
    """Return what follows looking for an unconfirmed delivery and not finding it.

    We look again, ``len(LOOKS)`` times over more than a minute. Where the network knows our keys
    (``repeatable``) it is then sent anew with the same key, but only ``ANEW`` times: a server that
    loses it twice is for a person to judge. Where it does not, a late request could still appear
    beside a second one, so a person decides.
    """
    if looks < len(LOOKS):
        return Next("sending", now + LOOKS[looks])
    return Next("waiting", now) if repeatable and renewals < ANEW else Next("unsure")


def look_failed(error: ConnectorError, *, looks: int, now: datetime, renewed: bool = False) -> Next:
    """Return what follows a look that could not be made, or (Unconfirmed) did not settle it.

    Where access is ``renewed`` by itself, one that ended is no reason to ask a person.
    """
    lasting = isinstance(error, Refused) or (isinstance(error, SignedOut) and not renewed)
    if lasting or looks >= 2 * len(BACKOFF):
        return Next("unsure")
    if isinstance(error, Unconfirmed):
        return Next("sending", now + LOOKS[looks + 1]) if looks + 1 < len(LOOKS) else Next("unsure")
    return Next("sending", now + BACKOFF[min(looks, len(BACKOFF) - 1)])


def renew_at(issued: datetime, expires: datetime | None) -> datetime | None:
    """Return when an access is renewed: when ``RENEW_AT`` of its life is over."""
    return issued + (expires - issued) * RENEW_AT if expires else None


def follow_at(sent: datetime, now: datetime) -> datetime | None:
    """Return when a network is next asked what became of a post; nothing when it was long ago."""
    return next((sent + after for after in FOLLOWED if sent + after > now), None)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def fingerprint(
    *, account: int, text: str, media: Sequence[Mapping[str, Any]], options: Mapping[str, str],
    reply_to: str, to: str = "", direct: bool = False, edits: str = "", part: str = "",
) -> str:  # fmt: skip
    """Return the SHA-256 of exactly what will be said, where, and to whom.

    ``part`` names a part of a thread by its kind and place, "" elsewhere.
    """
    frozen = [account, text, [dict(m) for m in media], dict(options), reply_to]
    if to or direct:
        frozen += [to, direct]
    if edits:
        frozen += [{"edits": edits}]
    if part:
        frozen += [{"part": part}]
    spelled = json.dumps(frozen, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def spoken(error: ConnectorError) -> dict[str, Any]:
    """Return an error as it is stored: words that are translated when shown, with their facts."""
    return {"kind": type(error).__name__, "message": error.message, "facts": error.facts}
