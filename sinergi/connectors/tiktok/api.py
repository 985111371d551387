"""TikTok's open API, asked with one token. https://developers.tiktok.com/doc/overview"""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import httpx

from sinergi.connectors.answers import WORDS, name_of, understanding
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.http import call
from sinergi.connectors.refusals import patience, words
from sinergi.connectors.tiktok.words import REASONS, UNKNOWN
from sinergi.lib.text import say

BASE = "https://open.tiktokapis.com"

#: What to wait where TikTok asks to slow down and does not say how long: its limits are per minute.
WAIT = timedelta(minutes=1)

#: When to come back after a fault of theirs.
SOON = timedelta(seconds=30)

ENDED = {"access_token_invalid", "access_token_has_been_revoked"}
FAULTS = {"internal_error", "internal"}


class Api:
    """Returns the ``data`` of answers, not looked into; every failure is one of the four.

    Every answer holds an ``error``, that of a success with the code "ok"; a refusal may come with
    HTTP 200.
    """

    def __init__(self, http: httpx.Client, token: str) -> None:
        self.http, self.token = http, token.strip()

    def get(self, path: str, **params: str) -> dict[str, Any]:
        return self._call("GET", path, harmless=True, params=params)

    def ask(self, path: str, body: dict[str, Any] | None = None, **params: str) -> dict[str, Any]:
        """Ask with POST, as most questions are; nobody sees it."""
        return self._call("POST", path, harmless=True, json=body or {}, params=params)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Write what people will see."""
        return self._call("POST", path, harmless=False, json=body)

    def _call(self, method: str, path: str, *, harmless: bool, **request: Any) -> dict[str, Any]:
        told = call(
            self.http,
            method,
            BASE + path,
            repeatable=harmless,
            meaning=partial(meaning, harmless=harmless),
            headers={"Authorization": f"Bearer {self.token}"},
            **request,
        )
        with understanding(BASE, harmless=harmless):
            code = name_of(told["error"], "code")
            if code == "ok":
                return dict(told["data"])
        raise error_of(code, said(told["error"]), harmless=harmless)


def meaning(answer: httpx.Response, told: Any, *, harmless: bool) -> ConnectorError | None:
    """Return which of the errors a refusal is; nothing where it is not built as TikTok's are."""
    error = told.get("error") if isinstance(told, dict) else None
    if not isinstance(error, dict) or not isinstance(error.get("code"), str):
        return None
    if answer.status_code >= 500 or error["code"] == "ok":
        return None
    wait = patience(answer.headers)
    return error_of(error["code"], said(error), harmless=harmless, wait=wait)


def error_of(
    code: str, reason: str, *, harmless: bool, wait: timedelta | None = None
) -> ConnectorError:
    """Return the error a code of TikTok stands for."""
    host = httpx.URL(BASE).host
    if code in ENDED:
        return SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if code == "rate_limit_exceeded":
        slow = say("{host} asks us to slow down.")
        return Unavailable(slow, retry_after=wait or WAIT, host=host)
    if code in FAULTS:
        theirs = say("{host} has a fault of its own: {reason}")
        if harmless:
            return Unavailable(theirs, retry_after=SOON, host=host, reason=reason or code)
        return Unconfirmed(theirs, host=host, reason=reason or code)
    return refusal(code, reason)


def refusal(code: str, reason: str = "") -> Refused:
    """Return why TikTok will not have something, in words a person can act on."""
    known = REASONS.get(code)
    if known is not None:
        return Refused(known, code=code)
    return Refused(UNKNOWN, code=code, reason=reason or code)


def said(error: dict[str, Any]) -> str:
    return words(str(error.get("message") or "").encode("utf-8", "replace"))[:WORDS]
