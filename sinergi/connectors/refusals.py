"""What a network means when it does not do as it was asked: which of the errors, and its reason."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn

import httpx

from sinergi.connectors.answers import WORDS, host_of, unreadable
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.lib import jsons
from sinergi.lib.text import say

#: What a request may carry that nobody else may read, by name; the token in its header as well.
SECRETS = {
    "access_token",
    "appsecret_proof",
    "client_secret",
    "code",
    "code_verifier",
    "fb_exchange_token",
    "input_token",
    "password",
    "refresh_token",
    "token",
    "verifier",
}


def complain(answer: httpx.Response, body: bytes, harmless: bool, secrets: set[str]) -> NoReturn:
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
        raise unreadable(harmless, host)
    if status < 400:
        raise Refused(say("{host} sends us to another address."), host=host)
    raise Refused(
        say("{host} refused this ({status}): {reason}"),
        host=host,
        status=status,
        reason=_redacted(words(body), secrets)[:WORDS] or answer.reason_phrase,
    )


def secrets_of(asked: httpx.Request, request: dict[str, Any]) -> set[str]:
    """Return what of a request must not come back to light in a network's own words."""
    found = set(asked.headers.get("Authorization", "").split()[1:])
    for part in ("json", "data", "params"):
        given = request.get(part)
        if isinstance(given, dict):
            found |= {str(value) for name, value in given.items() if name in SECRETS}
    return {secret for secret in found if len(secret) > 3}


def told_by(body: bytes, secrets: set[str]) -> Any:
    """Return the JSON a refusal came with, without our secrets; nothing where it is none."""
    try:
        return _without(jsons.read(body.decode("utf-8", "replace")), secrets)
    except (ValueError, RecursionError):
        return None


def _without(told: Any, secrets: set[str]) -> Any:
    """Take secrets out of what a JSON text says, however it spells them."""
    if isinstance(told, str):
        return _redacted(told, secrets)
    if isinstance(told, list):
        return [_without(one, secrets) for one in told]
    if isinstance(told, dict):
        return {_redacted(name, secrets): _without(one, secrets) for name, one in told.items()}
    return "…" if str(told) in secrets else told


def _redacted(text: str, secrets: set[str]) -> str:
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return text


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
    except (ValueError, OverflowError):
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


def _reason(told: dict[str, Any]) -> str:
    """Return the words a person may read; some networks put them one or two levels down."""
    if isinstance(told.get("error"), dict):  # Google and Meta
        return _reason(told["error"])
    named = (told.get(n) for n in ("error_description", "error", "message", "detail", "title"))
    return str(next((word for word in named if word), ""))


def words(body: bytes) -> str:
    """Return a network's own explanation, plain; not yet cut to ``WORDS``."""
    text = body.decode("utf-8", "replace")
    try:
        told = jsons.read(text)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        text = _reason(told)
    plain = html.unescape(re.sub(r"<[^>]*>", " ", text))
    return " ".join(plain[: 20 * WORDS].split())
