"""Signing in on Google's page with PKCE, and renewing what it gave.

https://developers.google.com/identity/protocols/oauth2/web-server
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
from sinergi.connectors.youtube.api import Api
from sinergi.lib.text import say

PAGE = "https://accounts.google.com/o/oauth2/v2/auth"
TOKENS = "https://oauth2.googleapis.com/token"
#: One right holds all we do: videos, captions, comments.
SCOPES = ("https://www.googleapis.com/auth/youtube.force-ssl",)
#: How long access lasts where Google does not say.
LASTS = 3600


def begin(api: Api, *, redirect: str, state: str, verifier: str) -> SignInStep:
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": api.app("id"),
        "redirect_uri": redirect,
        "scope": " ".join(SCOPES),
        "state": state,
        # Without both of these Google gives lasting access at the very first consent only.
        "access_type": "offline",
        "prompt": "consent",
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    return SignInStep(f"{PAGE}?{urlencode(asked)}", {})


def finish(api: Api, *, code: str, redirect: str, verifier: str) -> Access:
    """Change the code into lasting access. Raises Refused where Google gave none that lasts."""
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
    if not access.credentials.get("refresh_token"):
        raise Refused(
            say(
                "Google gave no lasting access. Take Sinergi's access away on"
                " myaccount.google.com/connections, then connect the account again."
            )
        )
    signed_in = Api(access.credentials, api.http)
    return Access({**access.credentials, "account": signed_in.me()}, access.expires)


def renew(api: Api) -> Access:
    """Return new access. Google goes on with the same refresh token and sends it no second time.

    Raises SignedOut when Google no longer knows the refresh token, or none was ever given.
    """
    kept = {
        name: api.credentials[name]
        for name in ("refresh_token", "account", "scope")
        if api.credentials.get(name)
    }
    if "refresh_token" not in kept:
        raise SignedOut(say("Google gave no lasting access to this account. Connect it again."))
    asked = {"grant_type": "refresh_token", "refresh_token": kept["refresh_token"]}
    return _access(_tokens(api, asked), kept)


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
    app = {"client_id": api.app("id"), "client_secret": api.app("secret")}
    return call(
        api.http,
        "POST",
        TOKENS,
        repeatable=True,
        meaning=_meaning,
        secrets=(app["client_secret"], *asked.values()),
        data={**asked, **app},
    )


def _meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Tell an account that must be connected again from an app whose own secret is wrong."""
    error = str(told.get("error") or "") if isinstance(told, dict) else ""
    if error in {"invalid_client", "unauthorized_client"}:
        reason = str(told.get("error_description") or error)[:200]
        return Refused(
            say("Google does not accept the app's ID and secret: {reason}"), reason=reason
        )
    renewing = "grant_type=refresh_token" in answer.request.content.decode("ascii", "replace")
    if renewing and error == "invalid_grant":
        return SignedOut(
            say("Google no longer renews this account's access. Connect the account again.")
        )
    return None
