"""Facebook Login for Business: one sign-in opens the pages a person manages.

https://developers.facebook.com/docs/facebook-login/guides/advanced/manual-flow and
https://developers.facebook.com/docs/facebook-login/guides/access-tokens/get-long-lived
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Access, Credentials, Field, SignInStep
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut
from sinergi.connectors.graph.api import Graph
from sinergi.lib.text import say

DIALOG = "https://www.facebook.com/v26.0/dialog/oauth"

#: What a long-lived token lives when the network does not say; it is sixty days.
LIFE = timedelta(days=60)

#: What whoever runs the installation registers with Meta.
APP = (
    Field("app_id", say("App ID")),
    Field("app_secret", say("App secret"), secret=True),
    Field(
        "app_config_id",
        say("Configuration ID of Facebook Login for Business"),
        required=False,
        help=say("Leave empty where the app uses the ordinary Facebook Login."),
    ),
    Field(
        "app_verify_token",
        say("Verify token of the webhook"),
        secret=True,
        required=False,
        help=say("Any long word; type the same one into the app's webhook settings."),
    ),
)


def graph_of(credentials: Credentials, http: httpx.Client) -> Graph:
    """Return the API asked with the account's token, or with the person's where there is none."""
    token = credentials.get("token") or credentials.get("user_token", "")
    return Graph(http, token=token, app_secret=credentials.get("app_secret", ""))


def begin(
    app: Credentials, *, redirect: str, state: str, verifier: str, scopes: Sequence[str]
) -> SignInStep:
    """Return the page to sign in on. Raises Refused while the app is not registered."""
    if not app.get("app_id") or not app.get("app_secret"):
        raise Refused(say("The app is not registered yet: whoever runs Sinergi enters its ID."))
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "client_id": app["app_id"],
        "redirect_uri": redirect,
        "response_type": "code",
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
        "code_challenge_method": "S256",
    }
    if app.get("app_config_id"):
        asked |= {"config_id": app["app_config_id"], "override_default_response_type": "true"}
    else:
        asked["scope"] = ",".join(scopes)
    return SignInStep(f"{DIALOG}?{urlencode(asked)}", {})


def finish(
    app: Credentials, http: httpx.Client, *, code: str, redirect: str, verifier: str
) -> Access:
    """Exchange the code for a token of the person that lives sixty days."""
    asked = {"code": code, "redirect_uri": redirect, "code_verifier": verifier}
    short, _ = _token(app, http, **asked)
    return lengthened(app, http, short)


def lengthened(app: Credentials, http: httpx.Client, token: str) -> Access:
    """Exchange a person's token for one that lives sixty days from now.

    Raises Unavailable, and nothing is lost, when the answer holds no token.
    """
    now = datetime.now(UTC)
    asked = {"grant_type": "fb_exchange_token", "fb_exchange_token": token}
    long, life = _token(app, http, **asked)
    return Access({"user_token": long}, now + life, _data_ends(app, http, long))


def _data_ends(app: Credentials, http: httpx.Client, token: str) -> datetime | None:
    """Return until when Meta hands out data without the person coming back: some ninety days.

    A longer token does not move it. Where Meta does not say it now, it is not known.
    https://developers.facebook.com/docs/facebook-login/auth-vs-data
    """
    try:
        ends = inspected(app, http, token).get("data_access_expires_at")
    except ConnectorError:
        return None
    return datetime.fromtimestamp(ends, UTC) if type(ends) is int and ends > 0 else None


def _token(app: Credentials, http: httpx.Client, **asked: str) -> tuple[str, timedelta]:
    graph = Graph(http)
    ours = {"client_id": app.get("app_id", ""), "client_secret": app.get("app_secret", "")}
    told = graph.post("oauth/access_token", repeatable=True, **ours, **asked)
    with understanding(graph.base):
        seconds = told.get("expires_in")
        life = timedelta(seconds=seconds) if type(seconds) is int and seconds > 0 else LIFE
        return name_of(told, "access_token"), life


def pages(app: Credentials, http: httpx.Client, fields: str) -> Iterator[dict[str, Any]]:
    """Yield the pages the person who signed in may use, each with a token of its own."""
    token, secret = app.get("user_token", ""), app.get("app_secret", "")
    graph = Graph(http, token=token, app_secret=secret)
    for page in graph.listed("me/accounts", fields=fields):
        with understanding(graph.base):
            if page.get("access_token"):  # absent where the person may only look
                yield page


def renewed(credentials: Credentials, http: httpx.Client, page: str) -> Access:
    """Return the account's credentials with a new token of the person and of the page."""
    old = credentials.get("user_token", "")
    if not old:
        raise SignedOut(say("This token cannot be renewed. Connect the account again."))
    fresh = lengthened(credentials, http, old)
    token = fresh.credentials["user_token"]
    graph = Graph(http, token=token, app_secret=credentials.get("app_secret", ""))
    told = graph.get(page, fields="access_token")
    with understanding(graph.base):
        tokens = {"user_token": token, "token": name_of(told, "access_token")}
    kept = {name: value for name, value in credentials.items() if not name.startswith("app_")}
    return Access({**kept, **tokens}, fresh.expires, fresh.sign_in_ends)


def inspected(credentials: Credentials, http: httpx.Client, token: str) -> Mapping[str, Any]:
    """Return what Meta says of a token: its scopes, its app, whether it still works.

    https://developers.facebook.com/docs/graph-api/reference/debug_token/
    """
    graph = app_graph(credentials, http)
    told = graph.get("debug_token", input_token=token)
    with understanding(graph.base):
        return dict(told["data"])


def scopes(told: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(scope) for scope in items_of(told.get("scopes") or []))


def app_graph(credentials: Credentials, http: httpx.Client) -> Graph:
    """Return the API asked as the app itself."""
    app = f"{credentials.get('app_id', '')}|{credentials.get('app_secret', '')}"
    return Graph(http, token=app, app_secret=credentials.get("app_secret", ""))


def has_app(credentials: Credentials) -> bool:
    return bool(credentials.get("app_id") and credentials.get("app_secret"))
