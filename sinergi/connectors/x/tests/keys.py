"""The keys to X: the app's, the account's, and the sign-in that gives them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from sinergi.connectors.x.tests.calls import Hooks
from sinergi.connectors.x.tests.desks import Reply, Trouble

APP = {
    "app_id": "client-of-the-office",
    "app_secret": "secret-of-the-client",
    "app_consumer_key": "consumer-key-77",
    "app_consumer_secret": "consumer-secret-88",
}
TOKEN, REFRESH = "token-of-the-office-1", "refresh-of-the-office-1"


@dataclass(slots=True)
class Keys:
    trouble: Trouble
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    refresh: set[str] = field(default_factory=lambda: {REFRESH})
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    _given: int = 0

    def approve(self, page: str) -> str:
        """Be the person at the sign-in page: allow it, and return the code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        assert asked["client_id"] == APP["app_id"]
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def answer(self, request: httpx.Request) -> Reply:
        form = {n: v[0] for n, v in parse_qs(request.content.decode()).items()}
        who = base64.b64decode(request.headers["Authorization"].removeprefix("Basic ")).decode()
        if form["grant_type"] == "client_credentials":
            if who != f"{APP['app_consumer_key']}:{APP['app_consumer_secret']}":
                return 403, {"errors": [{"code": 99, "message": "Unable to verify credentials"}]}
            return 200, {"token_type": "bearer", "access_token": Hooks.BEARER}
        if who != f"{APP['app_id']}:{APP['app_secret']}":
            no = "Missing valid authorization header"
            return 401, {"error": "unauthorized_client", "error_description": no}
        if form["grant_type"] == "refresh_token":
            return self._renewed(form["refresh_token"])
        return self._begun(form)

    def _begun(self, form: dict[str, str]) -> Reply:
        given = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = {"code_challenge": proof, "redirect_uri": form["redirect_uri"]}
        if given is None or any(given[n] != v for n, v in right.items()):
            no = "Value passed for the authorization code was invalid."
            return 400, {"error": "invalid_request", "error_description": no}
        return 200, self._pair(given["scope"])

    def _renewed(self, spent: str) -> Reply:
        if spent not in self.refresh:
            no = "Value passed for the token was invalid."
            return 400, {"error": "invalid_request", "error_description": no}
        self.refresh.discard(spent)
        return 200, self._pair("tweet.read offline.access dm.read")

    def _pair(self, scope: str) -> dict[str, Any]:
        self._given += 1
        number = 77000 + self._given
        self.tokens.add(f"token-{number}")
        self.refresh.add(f"refresh-{number}")
        return {
            "token_type": "bearer",
            "expires_in": 7200,
            "access_token": f"token-{number}",
            "refresh_token": "" if self.trouble.takes("no refresh token") else f"refresh-{number}",
            "scope": scope,
        }
