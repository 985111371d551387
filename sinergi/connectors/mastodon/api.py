"""One server that speaks this API, asked with one token."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import Refused
from sinergi.connectors.http import call
from sinergi.connectors.mastodon.answers import address, fact

#: snac gives one notification unless asked for more; forty is what Mastodon gives at the most.
PAGE = 40

GONE = {404, 410}


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four."""

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.server = address(credentials.get("server", ""))
        self.token = credentials.get("token", "").strip()
        self.http = http

    @property
    def host(self) -> str:
        return urlsplit(self.server).netloc

    def get(self, path: str, **params: str) -> Any:
        return self.call("GET", path, params=params)

    def find(self, path: str) -> dict[str, Any] | None:
        """Return what is there, or nothing where it is gone."""
        try:
            told = self.get(path)
        except Refused as e:
            if e.facts.get("status") in GONE:
                return None
            raise
        with understanding(self.server):
            return dict(told)

    def me(self) -> str:
        """Return our own account's id."""
        return fact(self.get("/api/v1/accounts/verify_credentials"), "id")

    def call(self, method: str, path: str, **request: Any) -> Any:
        headers = request.pop("headers", {})
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        return call(self.http, method, self.server + path, headers=headers, **request)


def status_path(remote_id: str, below: str = "") -> str:
    return f"/api/v1/statuses/{quote(remote_id, safe='')}{below}"
