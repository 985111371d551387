"""Signing in on Threads' own page, and renewing what it gave.

https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions and
.../long-lived-tokens. Threads documents no PKCE: the code is of use only with the app's secret.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Access, Credentials, Missing, SignInStep
from sinergi.connectors.errors import Refused, SignedOut
from sinergi.connectors.graph import Graph
from sinergi.connectors.graph.login import scopes
from sinergi.lib.text import say

PAGE = "https://threads.net/oauth/authorize"
#: Tokens are asked for without a version.
HOST = "https://graph.threads.net"

SCOPES = (
    "threads_basic",
    "threads_content_publish",
    "threads_read_replies",
    "threads_manage_replies",
    "threads_manage_mentions",
    "threads_manage_insights",
    "threads_delete",
)


def begin(given: Credentials, *, redirect: str, state: str) -> SignInStep:
    asked = {
        "client_id": _app(given, "app_id"),
        "redirect_uri": redirect,
        "scope": ",".join(SCOPES),
        "response_type": "code",
        "state": state,
    }
    return SignInStep(f"{PAGE}?{urlencode(asked)}", {})


def finish(http: httpx.Client, given: Credentials, *, code: str, redirect: str) -> Access:
    """Exchange the code for access for an hour, and that for access for sixty days."""
    graph = Graph(http, base=HOST)
    short = graph.post(
        "oauth/access_token",
        repeatable=True,
        client_id=_app(given, "app_id"),
        client_secret=_app(given, "app_secret"),
        code=code,
        grant_type="authorization_code",
        redirect_uri=redirect,
    )
    with understanding(HOST):
        token, user = name_of(short, "access_token"), name_of(short, "user_id")
    long = Graph(http, base=HOST, token=token).get(
        "access_token", grant_type="th_exchange_token", client_secret=_app(given, "app_secret")
    )
    return _access(long, user)


def renew(http: httpx.Client, given: Credentials) -> Access:
    """Exchange access that is a day old or more for access for sixty days from now.

    Raises Unavailable, and nothing is lost, when the answer holds no token.
    """
    token = given.get("token", "").strip()
    if not token:
        raise SignedOut(say("This token cannot be renewed. Connect the account again."))
    graph = Graph(http, base=HOST, token=token)
    return _access(
        graph.get("refresh_access_token", grant_type="th_refresh_token"), given.get("user_id", "")
    )


def missing(graph: Graph) -> list[Missing]:
    """Return the permissions the person who signed in has not given."""
    told = graph.get("debug_token", input_token=graph.token)
    with understanding(graph.base):
        held = scopes(told["data"])
    return [
        Missing(
            say("The permission {permission} is missing."),
            say("Connect the account again and allow everything that is asked."),
            {"permission": scope},
        )
        for scope in SCOPES
        if scope not in held
    ]


def _access(told: Any, user: str) -> Access:
    with understanding(HOST):
        ends = datetime.now(UTC) + timedelta(seconds=int(told["expires_in"]))
        return Access({"token": name_of(told, "access_token"), "user_id": user}, ends)


def _app(given: Credentials, name: str) -> str:
    value = given.get(name, "").strip()
    if not value:
        raise Refused(say("The app is not registered yet: whoever runs Sinergi enters its ID."))
    return value
