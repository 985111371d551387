"""Signing in on TikTok's own page, and renewing what it gave.

https://developers.tiktok.com/doc/login-kit-desktop (PKCE: the challenge is the hash in hexadecimal,
not in base64 as elsewhere) and
https://developers.tiktok.com/docs/en/oauth-refresh-a-user-access-token (2 November 2026: access
for two hours, the right to renew it for 180 days, handed out anew each time).
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from sinergi.connectors.answers import WORDS, name_of, understanding
from sinergi.connectors.contract import Access, Credentials, SignInStep
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut
from sinergi.connectors.http import call
from sinergi.connectors.tiktok.api import BASE
from sinergi.lib.text import say

PAGE = "https://www.tiktok.com/v2/auth/authorize/"
SCOPES = (
    "user.info.basic",
    "user.info.profile",
    "user.info.stats",
    "video.list",
    "video.publish",
)


def begin(given: Credentials, *, redirect: str, state: str, verifier: str) -> SignInStep:
    asked = {
        "client_key": _app(given, "app_id"),
        "scope": ",".join(SCOPES),
        "response_type": "code",
        "redirect_uri": redirect,
        "state": state,
        "code_challenge": hashlib.sha256(verifier.encode()).hexdigest(),
        "code_challenge_method": "S256",
    }
    return SignInStep(f"{PAGE}?{urlencode(asked)}", {})


def finish(
    http: httpx.Client, given: Credentials, *, code: str, redirect: str, verifier: str
) -> Access:
    told = _tokens(
        http,
        given,
        grant_type="authorization_code",
        code=code,
        redirect_uri=redirect,
        code_verifier=verifier,
    )
    return _access(told, "")


def renew(http: httpx.Client, given: Credentials) -> Access:
    """Exchange the right to renew for a new access and a new right.

    An answer without a new right leaves the old one, which TikTok then still takes.
    """
    old = given.get("refresh_token", "").strip()
    if not old:
        raise SignedOut(say("TikTok gave no right to renew the access. Connect the account again."))
    told = _tokens(http, given, grant_type="refresh_token", refresh_token=old)
    return _access(told, old)


def _tokens(http: httpx.Client, given: Credentials, **asked: str) -> Any:
    app = {"client_key": _app(given, "app_id"), "client_secret": _app(given, "app_secret")}
    told = call(
        http,
        "POST",
        f"{BASE}/v2/oauth/token/",
        repeatable=True,
        meaning=_meaning,
        data={**app, **asked},
    )
    with understanding(BASE):
        failed = told.get("error")
    if failed:  # TikTok says so with HTTP 200 as well
        raise _error(str(failed), str(told.get("error_description") or failed))
    return told


def _access(told: Any, old: str) -> Access:
    with understanding(BASE):
        given = {
            "token": name_of(told, "access_token"),
            "refresh_token": str(told.get("refresh_token") or old),
            "open_id": name_of(told, "open_id"),
            "scope": str(told.get("scope") or ""),
        }
        ends = datetime.now(UTC) + timedelta(seconds=int(told["expires_in"]))
        return Access(given, ends)


def _meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    code = told.get("error") if isinstance(told, dict) else None
    return _error(code, "") if code == "invalid_grant" else None


def _error(code: str, reason: str) -> ConnectorError:
    if code == "invalid_grant":
        return SignedOut(say("TikTok no longer accepts this access. Connect the account again."))
    return Refused(say("TikTok refused this: {reason}"), reason=reason[:WORDS])


def _app(given: Credentials, name: str) -> str:
    value = given.get(name, "").strip()
    if not value:
        raise Refused(say("The operator has not entered TikTok's client key and secret yet."))
    return value
