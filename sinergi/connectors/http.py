"""One request to a network, and the one place where its outcome becomes one of the four errors.

The subtle rule, once: when no answer came although the request may have arrived, a read did nothing
(``Unavailable``), a write may have happened (``Unconfirmed``). A 429 or 503 is given before
acceptance; any other 5xx on a write may come after it.
"""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
#: Seconds an answer may take to arrive once it has begun: a server may drip it for ever.
LONGEST_READING = 60.0
#: How much of a network's own words is shown to a person.
WORDS = 200

#: What a request may carry that nobody else may read, by name; the token in its header as well.
SECRETS = {"client_secret", "code", "code_verifier", "verifier", "token", "password"}
#: What goes wrong when an answer is taken apart that is not built as it should be.
MISSHAPEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def call(
    http: httpx.Client, method: str, url: str, *, repeatable: bool = False, **request: Any
) -> Any:
    """Send one request and return the JSON it is answered with (``None`` for an empty answer).

    ``repeatable`` marks a write that nobody can see and that may be done twice, such as an upload.
    Raises one of the four errors of the contract, never anything else.
    """
    harmless = repeatable or method in {"GET", "HEAD"}
    asked = _request(http, method, url, request)
    answer, body = _exchange(http, asked, harmless)
    if answer.status_code >= 300:
        _complain(answer, body, harmless, _secrets(asked, request))
    return _decoded(body, harmless, host_of(url))


@contextmanager
def understanding(url: str, *, harmless: bool = True) -> Iterator[None]:
    """Take an answer apart inside: what is missing or misshapen in it becomes one of the errors.

    Raises Unavailable for what was read (``harmless``), Unconfirmed for what was written.
    """
    try:
        yield
    except MISSHAPEN as e:
        raise _unreadable(harmless, host_of(url)) from e


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
    host = host_of(str(asked.url))
    try:
        answer = http.send(asked, stream=True)
        try:
            return answer, _read(answer)
        finally:
            answer.close()
    except NEVER_VALID as e:
        raise Refused(say("The address {url} cannot be used."), url=host) from e
    except NEVER_SENT as e:
        raise Unavailable(say("{host} cannot be reached."), host=host) from e
    except (httpx.HTTPError, httpx.StreamError) as e:
        kind = Unavailable if harmless else Unconfirmed
        raise kind(say("{host} did not answer."), host=host) from e


def name_of(told: Any, field: str) -> str:
    """Return an id or a name out of an answer. Raises as Python does when there is none in it."""
    value = told[field]
    if type(value) is int or (isinstance(value, str) and value):
        return str(value)
    raise ValueError(f"{field} is empty")


def items_of(told: Any) -> list[Any]:
    """Return a list out of an answer. Anything else, and nothing, raises: it is not "no items"."""
    if not isinstance(told, list):
        raise TypeError("a list is expected")
    return told


def _read(answer: httpx.Response, now: Callable[[], float] = time.monotonic) -> bytes:
    body, until = bytearray(), now() + LONGEST_READING
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > LONGEST_ANSWER or now() > until:
            raise httpx.ReadError("The answer never ends", request=answer.request)
    return bytes(body)


def _unreadable(harmless: bool, host: str) -> ConnectorError:
    kind = Unavailable if harmless else Unconfirmed
    return kind(say("{host} answered in a way we cannot read."), host=host)


def _complain(answer: httpx.Response, body: bytes, harmless: bool, secrets: set[str]) -> NoReturn:
    host, status = host_of(str(answer.request.url)), answer.status_code
    if status == 401 or (status == 422 and not body.strip()):  # snac says 422 without a word
        raise SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if status in {408, 425, 429, 503}:  # all said before a request is taken on
        wait = patience(answer.headers)
        raise Unavailable(say("{host} asks us to slow down."), retry_after=wait, host=host)
    if status >= 500:
        kind = Unavailable if harmless else Unconfirmed
        raise kind(say("{host} has a fault of its own ({status})."), host=host, status=status)
    if status == 303 and not harmless:  # "see what it became": the write was taken on
        raise _unreadable(harmless, host)
    if status < 400:
        raise Refused(say("{host} sends us to another address."), host=host)
    raise Refused(
        say("{host} refused this ({status}): {reason}"),
        host=host,
        status=status,
        reason=_redacted(words(body), secrets) or answer.reason_phrase,
    )


def _secrets(asked: httpx.Request, request: dict[str, Any]) -> set[str]:
    """Return what of a request must not come back to light in a network's own words."""
    found = set(asked.headers.get("Authorization", "").split()[1:])
    for part in ("json", "data", "params"):
        given = request.get(part)
        if isinstance(given, dict):
            found |= {str(value) for name, value in given.items() if name in SECRETS}
    return {secret for secret in found if len(secret) > 3}


def _redacted(text: str, secrets: set[str]) -> str:
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text[:WORDS]


def _decoded(body: bytes, harmless: bool, host: str) -> Any:
    if not body.strip():
        return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as e:
        raise _unreadable(harmless, host) from e


def patience(headers: httpx.Headers, now: datetime | None = None) -> timedelta | None:
    """Return the wait a network asks for, or nothing.

    Retry-After holds seconds or a date (RFC 9110); a reset time is an ISO date with Mastodon and
    seconds since 1970 with others.
    """
    asked = headers.get("Retry-After", "").strip() or headers.get("X-RateLimit-Reset", "").strip()
    if re.fullmatch(r"[0-9]{1,6}(\.[0-9]+)?", asked):
        return timedelta(seconds=float(asked))
    try:
        until = _moment(asked)
    except ValueError:
        return None
    if until.tzinfo is None:
        return None
    return max(timedelta(0), until - (now or datetime.now(UTC)))


def _moment(asked: str) -> datetime:
    if re.fullmatch("[0-9]{10}", asked):
        return datetime.fromtimestamp(int(asked), UTC)
    if asked[:4].isdigit():
        return datetime.fromisoformat(asked)
    try:
        return parsedate_to_datetime(asked)
    except TypeError as e:
        raise ValueError from e


def words(body: bytes) -> str:
    """Return a network's own explanation, plain; not yet cut to ``WORDS``."""
    text = body.decode("utf-8", "replace")
    try:
        told = json.loads(text)
    except ValueError:
        told = None
    if isinstance(told, dict):
        text = str(told.get("error_description") or told.get("error") or told.get("message") or "")
    plain = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(plain[: 20 * WORDS].split())


def host_of(url: str) -> str:
    """Return the name of a server as a person may read it: never a name or password before it."""
    try:
        found = httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        found = ""
    return found or url.rpartition("@")[2][:WORDS]
