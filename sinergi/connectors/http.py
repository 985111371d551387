"""One request to a network, and the one place where its outcome becomes one of the four errors.

The subtle rule, once: when no answer came although the request may have arrived, a read did nothing
(``Unavailable``), a write may have happened (``Unconfirmed``). A 429 or 503 is given before
acceptance; any other 5xx on a write may come after it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import httpx

from sinergi.connectors.answers import host_of, unreadable
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.refusals import complain, secrets_of, told_by
from sinergi.lib import jsons
from sinergi.lib.text import say

#: What a network's own codes mean, of an answer that is no success: the answer, for its status
#: and headers, and the JSON it came with (nothing where it is none), our secrets taken out.
#: Returns the error to raise, or nothing where the general rules are right.
Meaning = Callable[[httpx.Response, Any], ConnectorError | None]

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
NEVER_VALID = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)

#: An answer longer than this is not read; no network needs as much to answer one call.
LONGEST_ANSWER = 8_000_000
#: Seconds an answer may take to arrive once it has begun: a server may drip it for ever.
LONGEST_READING = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a network answered. ``told`` is its JSON, not looked into; ``None`` when it is empty."""

    status: int
    headers: httpx.Headers
    told: Any


def call(
    http: httpx.Client,
    method: str,
    url: str,
    *,
    repeatable: bool = False,
    meaning: Meaning | None = None,
    secrets: Collection[str] = (),
    **request: Any,
) -> Any:
    """Send one request and return the JSON it is answered with (``None`` for an empty answer).

    ``repeatable`` marks a write that nobody can see and that may be done twice, such as an upload.
    ``meaning`` is asked before the general rules about every answer that is no success.
    ``secrets`` are those that stand where no rule looks for them, such as a token in the address.
    Raises one of the four errors of the contract, never anything else.
    """
    asked = ask(
        http, method, url, repeatable=repeatable, meaning=meaning, secrets=secrets, **request
    )
    return asked.told


def ask(
    http: httpx.Client,
    method: str,
    url: str,
    *,
    repeatable: bool = False,
    meaning: Meaning | None = None,
    secrets: Collection[str] = (),
    fine: frozenset[int] = frozenset(),
    raw: bool = False,
    **request: Any,
) -> Answer:
    """Do as ``call`` does, and return the headers too. Statuses that are ``fine`` are no failure:
    an upload that goes on is answered with 308. ``raw``: ``told`` is the answer's bytes, no JSON.
    """
    harmless = repeatable or method in {"GET", "HEAD"}
    asked = _request(http, method, url, request)
    answer, body = _exchange(http, asked, harmless)
    status = answer.status_code
    if status >= 300 and status not in fine:
        hidden = secrets_of(asked, request) | {secret for secret in secrets if secret}
        meant = meaning(answer, told_by(body, hidden)) if meaning else None
        if meant is not None:
            raise meant
        complain(answer, body, harmless, hidden)
    told = body if raw else _decoded(body, harmless, url)
    return Answer(status, answer.headers, told)


def _request(http: httpx.Client, method: str, url: str, request: dict[str, Any]) -> httpx.Request:
    try:
        asked = http.build_request(method, url, **request)
        named = asked.url.scheme in {"http", "https"} and asked.url.host
    except UnicodeEncodeError as e:  # a token with letters no header can carry was never given out
        gone = say("{host} no longer accepts this account's access.")
        raise SignedOut(gone, host=host_of(url)) from e
    except (httpx.InvalidURL, ValueError) as e:
        raise Refused(say("The address {url} cannot be used."), url=host_of(url)) from e
    if not named:
        raise Refused(say("The address {url} cannot be used."), url=host_of(url))
    return asked


def _exchange(
    http: httpx.Client, asked: httpx.Request, harmless: bool
) -> tuple[httpx.Response, bytes]:
    try:
        answer = http.send(asked, stream=True)
        try:
            return answer, _read(answer)
        finally:
            answer.close()
    except NEVER_VALID as e:
        raise Refused(say("The address {url} cannot be used."), url=_named(asked)) from e
    except NEVER_SENT as e:
        raise Unavailable(say("{host} cannot be reached."), host=_named(asked)) from e
    except (httpx.HTTPError, httpx.StreamError) as e:
        kind = Unavailable if harmless else Unconfirmed
        raise kind(say("{host} did not answer."), host=_named(asked)) from e


def _named(asked: httpx.Request) -> str:
    return host_of(str(asked.url))


def _read(answer: httpx.Response, now: Callable[[], float] = time.monotonic) -> bytes:
    body, until = bytearray(), now() + LONGEST_READING
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > LONGEST_ANSWER or now() > until:
            raise httpx.ReadError("The answer never ends", request=answer.request)
    return bytes(body)


def _decoded(body: bytes, harmless: bool, url: str) -> Any:
    if not body.strip():
        return None
    try:
        return jsons.read(body)
    except (ValueError, RecursionError) as e:
        raise unreadable(harmless, host_of(url)) from e
