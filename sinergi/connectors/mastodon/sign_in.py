"""Signing in on the server's own page. https://docs.joinmastodon.org/methods/oauth/"""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import urlencode

from sinergi.connectors.contract import Access, Progress, SignInStep
from sinergi.connectors.mastodon.answers import fact
from sinergi.connectors.mastodon.api import Api

SCOPES = "read write"


def begin(api: Api, *, redirect: str, state: str, verifier: str) -> SignInStep:
    app = api.call(
        "POST",
        "/api/v1/apps",
        repeatable=True,
        json={
            "client_name": "Sinergi",
            "redirect_uris": redirect,
            "scopes": SCOPES,
            "website": redirect.split("/kerja/", 1)[0],
        },
    )
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": fact(app, "client_id"),
        "redirect_uri": redirect,
        "scope": SCOPES,
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    kept = {name: fact(app, name) for name in ("client_id", "client_secret")}
    return SignInStep(f"{api.server}/oauth/authorize?{urlencode(asked)}", kept)


def finish(api: Api, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
    given = api.call(
        "POST",
        "/oauth/token",
        repeatable=True,
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
            "scope": SCOPES,
            **remembered,
        },
    )
    return Access({"server": api.server, "token": fact(given, "access_token")})
