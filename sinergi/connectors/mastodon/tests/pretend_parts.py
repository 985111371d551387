"""Parts of the pretend server that stand alone: signing in, and pictures."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sinergi.connectors.mastodon.tests.documents import HOST, Asked

TOKEN = "token-of-the-office-5f2c"


@dataclass(slots=True)
class Numbered:
    _number: int = 1000

    def _next(self) -> str:
        self._number += 1
        return str(self._number)


@dataclass(slots=True)
class SignsPeopleIn(Numbered):
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def _allow(self, query: dict[str, str]) -> str:
        code = f"code-{self._next()}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        given = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = {"code_challenge": proof, "redirect_uri": form.get("redirect_uri")}
        known = form.get("client_secret") == "secret-of-the-app"
        if given is None or not known or any(given[n] != v for n, v in right.items()):
            no = "The provided authorization grant is invalid, expired or revoked."
            return 400, {"error": "invalid_grant", "error_description": no}
        return 200, {"access_token": TOKEN, "token_type": "Bearer", "scope": given["scope"]}


@dataclass(slots=True)
class KeepsPictures(SignsPeopleIn):
    """``slow_pictures`` answers uploads with 202 and says "still working" so many times."""

    slow_pictures: int = 0
    media: dict[str, dict[str, Any]] = field(default_factory=dict)

    def _upload(self, asked: Asked) -> tuple[int, Any]:
        if b'name="file"' not in asked.body:
            return 422, {"error": "Validation failed: File can't be blank"}
        number = self._next()
        self.media[number] = {"id": number, "url": None, "left": self.slow_pictures}
        return (202 if self.slow_pictures else 200), self._picture(number)[1]

    def _picture(self, number: str) -> tuple[int, Any]:
        picture = self.media[number]
        if picture["left"]:
            picture["left"] -= 1
            return 206, {"id": number, "type": "image", "url": None}
        picture["url"] = f"https://{HOST}/media/{number}.png"
        return 200, {"id": number, "type": "image", "url": picture["url"]}
