"""How TikTok gives access away: once per code, and each right to renew works once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

APP = {"app_id": "awsinergi7", "app_secret": "rahasia-aplikasi-tiktok", "app_audited": "yes"}
SECRET = APP["app_secret"]
OPEN_ID = "-000kecamatanCibinong"
SCOPE = "user.info.basic,user.info.profile,user.info.stats,video.list,video.publish"


@dataclass(slots=True)
class Tokens:
    access: str = "act.akses-0"
    refresh: str = "rft.hak-0"
    #: Codes that were given out, with what the page was opened with.
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    #: How many tokens were made; and whether the next answer lacks the new right to renew.
    made: int = 0
    forgetful: bool = False

    def approve(self, page: str) -> str:
        """Be the person who allows everything on TikTok's page; return the code."""
        split = urlsplit(page)
        assert f"{split.scheme}://{split.netloc}{split.path}" == (
            "https://www.tiktok.com/v2/auth/authorize/"
        )
        asked = {name: values[0] for name, values in parse_qs(split.query).items()}
        assert set(asked) == {
            *("client_key", "scope", "response_type", "redirect_uri", "state"),
            *("code_challenge", "code_challenge_method"),
        }
        assert asked["client_key"] == APP["app_id"]
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"kode-{len(self.codes)}"
        self.codes[code] = asked
        return code

    def answer(self, form: dict[str, str]) -> tuple[int, Any]:
        app = {"client_key", "client_secret", "grant_type"}
        if (form["client_key"], form["client_secret"]) != (APP["app_id"], SECRET):
            return _no("invalid_client", "Client key or secret is incorrect.")
        if form["grant_type"] == "refresh_token":
            assert set(form) == app | {"refresh_token"}
            if form["refresh_token"] != self.refresh:
                return _no("invalid_grant", "Refresh token is invalid or expired.")
            return self._given()
        assert set(form) == app | {"code", "redirect_uri", "code_verifier"}
        asked = self.codes.pop(form["code"], None)
        if asked is None or asked["redirect_uri"] != form["redirect_uri"]:
            return _no("invalid_grant", "Authorization code is expired.")
        if hashlib.sha256(form["code_verifier"].encode()).hexdigest() != asked["code_challenge"]:
            return _no("invalid_request", "Code verifier or code challenge is invalid.")
        return self._given()

    def _given(self) -> tuple[int, Any]:
        self.made += 1
        self.access = f"act.akses-{self.made}"
        if not self.forgetful:
            self.refresh = f"rft.hak-{self.made}"
        return 200, {
            "access_token": self.access,
            "expires_in": 7200,
            "open_id": OPEN_ID,
            "refresh_expires_in": 15_552_000,
            "refresh_token": "" if self.forgetful else self.refresh,
            "scope": SCOPE,
            "token_type": "Bearer",
        }


def _no(code: str, why: str) -> tuple[int, Any]:
    return 400, {"error": code, "error_description": why, "log_id": "2026112414"}
