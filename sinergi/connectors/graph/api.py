"""One Graph API, asked with one token. https://developers.facebook.com/docs/graph-api/"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import httpx

from sinergi.connectors.answers import host_of, items_of, understanding
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph.codes import GONE, meaning
from sinergi.connectors.http import call
from sinergi.lib.text import say

#: The version is the one the types of the PyPI package facebook-business 26 describe.
BASE = "https://graph.facebook.com/v26.0"

#: What one page of a list holds; more is cut down by the network itself.
PAGE = 50
#: Pages of one list that are read at the most.
PAGES = 20


class Graph:
    """Every answer is JSON that has not been looked into; every failure is one of the four.

    ``base`` is the host with its version. The token goes into the header, never into an address;
    with ``app_secret`` each request proves that it is the app's own
    (https://developers.facebook.com/docs/graph-api/guides/secure-requests/).
    """

    def __init__(
        self, http: httpx.Client, *, base: str = BASE, token: str = "", app_secret: str = ""
    ) -> None:
        self.http, self.base, self.token = http, base, token.strip()
        self.app_secret = app_secret.strip()

    @property
    def host(self) -> str:
        return host_of(self.base)

    def get(self, path: str, **params: Any) -> Any:
        return self.call("GET", path, params=params)

    def post(self, path: str, *, repeatable: bool = False, files: Any = None, **params: Any) -> Any:
        """Write. ``repeatable``: nobody sees it, and it may be done twice."""
        return self.call("POST", path, params=params, repeatable=repeatable, files=files)

    def delete(self, path: str, **params: Any) -> Any:
        """Delete; a second time is answered as gone, so it may always be repeated."""
        return self.call("DELETE", path, params=params, repeatable=True)

    def find(self, path: str, **params: Any) -> dict[str, Any] | None:
        """Return what is there, or nothing where it is gone."""
        try:
            told = self.get(path, **params)
        except Refused as e:
            if gone(e):
                return None
            raise
        with understanding(self.base):
            return dict(told)

    def listed(self, path: str, *, most: int = PAGES, **params: Any) -> Iterator[Any]:
        """Yield the items of a list, page by page, as the network orders them.

        Raises Unavailable when it has more than ``most`` pages: what was not read is not "absent".
        """
        asked = {"limit": PAGE, **params}
        for _ in range(most):
            told = self.get(path, **asked)
            with understanding(self.base):
                yield from items_of(told["data"])
                after = following(told)
            if not after or after == asked.get("after"):
                return
            asked["after"] = after
        raise Unavailable(say("{host} has more than can be read at once."), host=self.host)

    def call(
        self,
        method: str,
        path: str,
        *,
        params: dict[str, Any],
        repeatable: bool = False,
        files: Any = None,
    ) -> Any:
        harmless = repeatable or method == "GET"
        spelled = {name: spell(value) for name, value in params.items() if value is not None}
        request: dict[str, Any] = {"headers": self._headers(), "params": self._proof()}
        if method == "POST":
            request |= {"data": spelled, "files": files}
        else:
            request["params"] |= spelled
        return call(
            self.http,
            method,
            f"{self.base}/{path.lstrip('/')}",
            repeatable=repeatable,
            meaning=partial(meaning, harmless=harmless),
            **request,
        )

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def _proof(self) -> dict[str, str]:
        if not self.token or not self.app_secret:
            return {}
        proof = hmac.new(_bytes(self.app_secret), _bytes(self.token), hashlib.sha256)
        return {"appsecret_proof": proof.hexdigest()}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def spell(value: Any) -> str:
    """Return a parameter as Graph reads it: lists and objects as JSON, yes and no in words."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def following(told: Any) -> str:
    """Return where the next page begins; nothing: this was the last.

    A page names ``next`` only where there is one; the cursors stand there in any case.
    """
    paging = told.get("paging") or {}
    return str((paging.get("cursors") or {}).get("after") or "") if paging.get("next") else ""


def gone(error: Refused) -> bool:
    """True when what was asked for is not there, or not to be seen with this token."""
    known = (error.facts.get("code"), error.facts.get("subcode"))
    return known in GONE or error.facts.get("status") == 404


def span(seconds: float) -> datetime:
    """Return the moment of a time in seconds since 1970 (of a webhook, of a token's end)."""
    return datetime.fromtimestamp(seconds, UTC)
