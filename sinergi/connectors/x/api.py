"""The X API, asked with one account's token."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import ConnectorError, Unavailable, Unconfirmed
from sinergi.connectors.http import call
from sinergi.lib.text import say

BASE = "https://api.x.com"
#: A private message among our remote ids, which are of posts otherwise.
DIRECT = "dm/"
GONE = {404, 410}


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four."""

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.credentials = credentials
        self.token = credentials.get("token", "").strip()
        self.http = http

    def get(self, path: str, **params: str) -> Any:
        return self.call("GET", path, params=params)

    def call(self, method: str, path: str, **request: Any) -> Any:
        bearer = {"Authorization": f"Bearer {request.pop('bearer', self.token)}"}
        return call(self.http, method, BASE + path, headers=bearer, meaning=meaning, **request)

    def me(self) -> str:
        """Return our own account's id. It is asked for only where the sign-in did not tell it."""
        kept = self.credentials.get("account", "")
        if kept:
            return kept
        told = self.get("/2/users/me")
        with understanding(BASE):
            return id_of(told["data"])

    def app(self, name: str) -> str:
        return self.credentials.get(f"app_{name}", "").strip()


def basic(name: str, secret: str) -> dict[str, str]:
    """Return how the app says who it is when it asks for access."""
    pair = base64.b64encode(f"{name}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def id_of(told: Any, field: str = "id") -> str:
    """Return an id of X: a number as text. Anything else raises: it would become an address."""
    name = name_of(told, field)
    if not (name.isascii() and name.isdigit() and len(name) < 20):
        raise ValueError("no id")
    return name


def listed(told: Any) -> list[Any]:
    """Return the list in an answer. An answer without one says ``result_count`` 0, or is none."""
    if "data" in told:
        return items_of(told["data"])
    if type(count := told["meta"]["result_count"]) is int and count == 0:
        return []
    raise ValueError("a list is missing")


def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
    """Say what X means where the general rules cannot know.

    The same words twice are refused with 403: after a doubt that is a sign that they are out.
    https://docs.x.com/x-api/fundamentals/response-codes-and-errors
    """
    if answer.status_code == 403 and "duplicate content" in str(told):
        return Unconfirmed(say("X says that these words were posted already."))
    reset = answer.headers.get("x-rate-limit-reset", "")
    if answer.status_code == 429 and reset.isascii() and reset.isdigit() and len(reset) == 10:
        wait = datetime.fromtimestamp(int(reset), UTC) - datetime.now(UTC)
        slow = say("{host} asks us to slow down.")
        return Unavailable(slow, retry_after=max(wait, timedelta(0)), host=answer.request.url.host)
    return None
