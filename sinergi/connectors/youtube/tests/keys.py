"""The keys to YouTube: the app's, the channel's, and the sign-in that gives them."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx

from sinergi.connectors.youtube.tests.trouble import Reply, Trouble

APP = {
    "app_id": "client-of-the-office",
    "app_secret": "secret-of-the-client",
    "app_audited": "yes",
}
TOKEN, REFRESH = "token-of-the-office-1", "refresh-of-the-office-1"


@dataclass(slots=True)
class Keys:
    trouble: Trouble
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    refresh: set[str] = field(default_factory=lambda: {REFRESH})
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def approve(self, page: str) -> str:
        """Be the person at the sign-in page: allow it, and return the code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        assert asked["client_id"] == APP["app_id"]
        assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def answer(self, request: httpx.Request) -> Reply:
        form = {n: v[0] for n, v in parse_qs(request.content.decode()).items()}
        if (form["client_id"], form["client_secret"]) != (APP["app_id"], APP["app_secret"]):
            return 401, {"error": "invalid_client", "error_description": "Unauthorized"}
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] not in self.refresh:
                no = "Token has been expired or revoked."
                return 400, {"error": "invalid_grant", "error_description": no}
            return 200, self._access()
        given = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = {"code_challenge": proof, "redirect_uri": form["redirect_uri"]}
        if given is None or any(given[n] != v for n, v in right.items()):
            return 400, {"error": "invalid_grant", "error_description": "Bad Request"}
        lasting = {} if self.trouble.takes("no refresh token") else {"refresh_token": REFRESH}
        return 200, {**self._access(), **lasting}

    def _access(self) -> dict[str, Any]:
        token = f"token-{len(self.tokens)}"
        self.tokens.add(token)
        scope = "https://www.googleapis.com/auth/youtube.force-ssl"
        return {"access_token": token, "expires_in": 3599, "scope": scope, "token_type": "Bearer"}
