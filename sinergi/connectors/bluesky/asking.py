"""How servers of this protocol are asked, and what their own codes mean.

https://atproto.com/specs/xrpc, https://atproto.com/specs/oauth
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

import httpx

from sinergi.connectors.answers import WORDS, host_of
from sinergi.connectors.bluesky import proofs
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable
from sinergi.connectors.http import Answer, ask
from sinergi.lib.text import say

#: Codes of an access or a refresh that no longer works, whatever the status they come with.
OUT = {
    "AccountDeactivated",
    "AccountNotFound",
    "AccountTakedown",
    "AuthMissing",
    "AuthenticationRequired",
    "ExpiredToken",
    "InvalidToken",
    "invalid_client",
    "invalid_grant",
    "invalid_token",
}
#: Said before a request is taken on; the general rules know them.
LATER = {408, 425, 429}

Opener = Callable[[], AbstractContextManager[BinaryIO]]


class NonceWanted(Unavailable):
    """The server wants its newest nonce in the proof. It looked at nothing else: did nothing."""

    def __init__(self, nonce: str, host: str) -> None:
        super().__init__(say("{host} asks us to slow down."), host=host)
        self.nonce = nonce


class Asker:
    """Asks with a bearer token, or with a token bound to a key; or with neither."""

    def __init__(self, http: httpx.Client, *, token: str = "", key: str = "") -> None:
        self.http, self.token, self.key = http, token, key
        self.nonces: dict[str, str] = {}
        self.moment = datetime.now(UTC)  #: What the clock said of who answered last.

    def call(self, method: str, url: str, *, opener: Opener | None = None, **request: Any) -> Any:
        """Send one request and return the JSON it is answered with.

        Where the server wants another nonce in our proof, it is sent once more: such a no is given
        before anything of the request is looked at (RFC 9449 §8). ``opener`` gives the file to
        send as the body, anew each time.
        """
        try:
            answer = self._once(method, url, opener, request)
        except NonceWanted as e:
            self.nonces[host_of(url)] = e.nonce
            answer = self._once(method, url, opener, request)
        self.nonces[host_of(url)] = answer.headers.get("DPoP-Nonce", self._nonce(url))
        self.moment = _moment(answer.headers)
        return answer.told

    def _once(
        self, method: str, url: str, opener: Opener | None, request: dict[str, Any]
    ) -> Answer:
        headers = {**request.get("headers", {}), **self._proven(method, url)}
        with opener() if opener else nullcontext() as file:
            body = {"content": file} if file else {}
            asked = {**request, **body, "headers": headers}
            return ask(self.http, method, url, meaning=meaning, **asked)

    def _proven(self, method: str, url: str) -> dict[str, str]:
        if not self.key:
            return {"Authorization": f"Bearer {self.token}"} if self.token else {}
        given = {"Authorization": f"DPoP {self.token}"} if self.token else {}
        nonce = self._nonce(url)
        return given | {"DPoP": proofs.proof(self.key, method, url, nonce=nonce, token=self.token)}

    def _nonce(self, url: str) -> str:
        return self.nonces.get(host_of(url), "")


def _moment(headers: httpx.Headers) -> datetime:
    try:
        told = parsedate_to_datetime(headers.get("Date", ""))
    except (TypeError, ValueError):
        return datetime.now(UTC)
    return told if told.tzinfo else told.replace(tzinfo=UTC)


def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Return what a refusal of this protocol means: ``{"error": code, "message": words}``."""
    if not isinstance(told, dict) or answer.status_code >= 500 or answer.status_code in LATER:
        return None
    code, host = str(told.get("error") or ""), host_of(str(answer.request.url))
    words = plain(told.get("message") or told.get("error_description") or "")
    if code == "use_dpop_nonce":
        return NonceWanted(answer.headers.get("DPoP-Nonce", ""), host)
    if code == "AuthFactorTokenRequired":
        return Refused(say("This is the main password. Make an app password and use that."))
    if code in OUT:
        return SignedOut(say("{host} no longer accepts this account's access."), host=host)
    if not words or not re.fullmatch(r"[A-Za-z_.]{1,60}", code) or answer.status_code == 401:
        return None
    return Refused(
        say("{host} refused this ({status}): {reason}"),
        host=host,
        status=answer.status_code,
        reason=words,
        code=code,
    )


def plain(words: object) -> str:
    """Return a server's own words, fit to be shown."""
    return " ".join(re.sub(r"<[^>]*>", " ", str(words)).split())[:WORDS]


def is_code(error: ConnectorError, code: str) -> bool:
    """True when an error carries this code of the protocol."""
    return error.facts.get("code") == code
