"""Signing in on X's own page with PKCE, and renewing what it gave.

https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
"""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Access, SignInStep
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut
from sinergi.connectors.http import call
from sinergi.connectors.x.api import BASE, Api, basic
from sinergi.lib.text import say

PAGE = "https://x.com/i/oauth2/authorize"
TOKENS = f"{BASE}/2/oauth2/token"
SCOPES = (
    "tweet.read",
    "tweet.write",
    "tweet.moderate.write",
    "users.read",
    "media.write",
    "dm.read",
    "dm.write",
    "offline.access",
)
#: How long access lasts where X does not say.
LASTS = 7200


def begin(api: Api, *, redirect: str, state: str, verifier: str) -> SignInStep:
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": api.app("id"),
        "redirect_uri": redirect,
        "scope": " ".join(SCOPES),
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return SignInStep(f"{PAGE}?{urlencode(asked)}", {})


def finish(api: Api, *, code: str, redirect: str, verifier: str) -> Access:
    """Change the code, which lives for 30 seconds, into access to one account."""
    told = _tokens(
        api,
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        },
    )
    access = _access(told, {})
    signed_in = Api(access.credentials, api.http)
    return Access({**access.credentials, "account": signed_in.me()}, access.expires)


def renew(api: Api) -> Access:
    """Return new access. X gives each refresh token once only, and a new one with every renewal.

    Raises SignedOut when X no longer knows the refresh token, or none was ever given.
    """
    spent = api.credentials.get("refresh_token", "")
    if not spent:
        raise SignedOut(say("X gave no lasting access to this account. Connect it again."))
    told = _tokens(api, {"grant_type": "refresh_token", "refresh_token": spent})
    kept = {n: api.credentials[n] for n in ("account", "scope") if api.credentials.get(n)}
    return _access(told, {**kept, "refresh_token": spent})


def _access(told: Any, kept: dict[str, str]) -> Access:
    """Return what was given. An empty refresh token never takes the place of one that is kept."""
    with understanding(TOKENS):
        given = {"token": name_of(told, "access_token")}
        for name in ("refresh_token", "scope"):
            if told.get(name):
                given[name] = name_of(told, name)
        lasts = told.get("expires_in")
        seconds = lasts if type(lasts) is int and lasts > 0 else LASTS
        return Access({**kept, **given}, datetime.now(UTC) + timedelta(seconds=seconds))


def _tokens(api: Api, asked: dict[str, str]) -> Any:
    return call(
        api.http,
        "POST",
        TOKENS,
        repeatable=True,
        meaning=_meaning,
        secrets=(api.app("secret"), *asked.values()),
        data=asked,
        headers=basic(api.app("id"), api.app("secret")),
    )


def _meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Tell an account that must be connected again from an app whose own secret is wrong."""
    error = str(told.get("error") or "") if isinstance(told, dict) else ""
    reason = str(told.get("error_description") or error)[:200] if error else ""
    if error in {"invalid_client", "unauthorized_client"}:
        return Refused(say("X does not accept the app's ID and secret: {reason}"), reason=reason)
    renewing = "grant_type=refresh_token" in answer.request.content.decode("ascii", "replace")
    if renewing and error in {"invalid_grant", "invalid_request"}:
        return SignedOut(say("X no longer renews this account's access. Connect it again."))
    return None
