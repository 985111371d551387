"""One request to a network, and the one place where its outcome becomes one of the four errors.

The subtle rule, once: when no answer came although the request may have arrived, a read did nothing
(``Unavailable``), a write may have happened (``Unconfirmed``). A 429 or 503 is given before
acceptance; any other 5xx on a write may come after it.
"""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import httpx

from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.lib.text import say

NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
NEVER_VALID = (httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpx.InvalidURL)

#: An answer longer than this is not read; no network needs as much to answer one call.
LONGEST_ANSWER = 8_000_000
#: How much of a network's own words is shown to a person.
WORDS = 200


def call(
    http: httpx.Client, method: str, url: str, *, repeatable: bool = False, **request: Any
) -> Any:
    """Send one request and return the JSON it is answered with (``None`` for an empty answer).

    ``repeatable`` marks a write that nobody can see and that may be done twice, such as an upload.
    Raises one of the four errors of the contract, never anything else.
    """
    harmless = repeatable or method in {"GET", "HEAD"}
    try:
        with http.stream(method, url, **request) as answer:
            body = _read(answer)
    except NEVER_VALID as e:
        raise Refused(say("The address {url} cannot be used."), url=url[:WORDS]) from e
    except NEVER_SENT as e:
        raise Unavailable(say("{host} cannot be reached."), host=_host(url)) from e
    except (httpx.HTTPError, httpx.StreamError) as e:
        raise _no_answer(harmless, _host(url)) from e
    if answer.status_code >= 300:
        _complain(answer, body, harmless)
    return _decoded(body, harmless, _host(url))


def _read(answer: httpx.Response) -> bytes:
    body = b""
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > LONGEST_ANSWER:
            raise httpx.ReadError("The answer is too long", request=answer.request)
    return body


def _no_answer(harmless: bool, host: str) -> ConnectorError:
    kind = Unavailable if harmless else Unconfirmed
    return kind(say("{host} did not answer."), host=host)


def _complain(answer: httpx.Response, body: bytes, harmless: bool) -> NoReturn:
    host, status = answer.request.url.host, answer.status_code
    if status == 401 or (status == 422 and not body.strip()):  # snac says 422 without a word
        raise SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if status in {429, 503}:
        wait = patience(answer.headers)
        raise Unavailable(say("{host} asks us to slow down."), retry_after=wait, host=host)
    if status >= 500:
        kind = Unavailable if harmless else Unconfirmed
        raise kind(say("{host} has a fault of its own ({status})."), host=host, status=status)
    if status < 400:
        raise Refused(say("{host} sends us to another address."), host=host)
    raise Refused(
        say("{host} refused this ({status}): {reason}"),
        host=host,
        status=status,
        reason=words(body) or answer.reason_phrase,
    )


def _decoded(body: bytes, harmless: bool, host: str) -> Any:
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except ValueError as e:
        kind = Unavailable if harmless else Unconfirmed
        raise kind(say("{host} answered in a way we cannot read."), host=host) from e


def patience(headers: httpx.Headers, now: datetime | None = None) -> timedelta | None:
    """Return the wait a network asks for: Retry-After in seconds or as a date, or a reset time."""
    asked = headers.get("Retry-After", "").strip() or headers.get("X-RateLimit-Reset", "").strip()
    if re.fullmatch("[0-9]{1,6}", asked):
        return timedelta(seconds=int(asked))
    try:
        until = datetime.fromisoformat(asked) if asked[:4].isdigit() else _http_date(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return max(timedelta(0), until - (now or datetime.now(UTC)))


def _http_date(asked: str) -> datetime:
    try:
        return parsedate_to_datetime(asked)
    except TypeError as e:
        raise ValueError from e


def words(body: bytes) -> str:
    """Return a network's own explanation, short and plain."""
    text = body.decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, dict):
        text = str(told.get("error_description") or told.get("error") or told.get("message") or "")
    plain = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(plain.split())[:WORDS]


def _host(url: str) -> str:
    try:
        return httpx.URL(url).host or url[:WORDS]
    except httpx.InvalidURL:
        return url[:WORDS]
