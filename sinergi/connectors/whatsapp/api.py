"""One office's number, asked with the token of a system user.

https://developers.facebook.com/docs/whatsapp/cloud-api
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import httpx

from sinergi.connectors.answers import items_of, understanding
from sinergi.connectors.contract import Credentials
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph.api import BASE, following
from sinergi.connectors.http import ask, call
from sinergi.connectors.whatsapp.codes import meaning
from sinergi.lib.text import say

#: What one page of a list holds, and how many are read at the most.
PAGE = 100
PAGES = 5
#: Whose servers hand out files: our token goes to no other.
HOMES = (".fbsbx.com", ".facebook.com", ".whatsapp.net")


class Api:
    """Every answer is JSON that has not been looked into; every failure is one of the four."""

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.http = http
        self.token = credentials.get("token", "").strip()
        self.phone = credentials.get("phone", "").strip()
        self.business = credentials.get("business", "").strip()
        self.app_secret = credentials.get("app_secret", "").strip()
        self.app_word = credentials.get("app_verify_token", "").strip()

    def get(self, node: str, below: str = "", **asked: str) -> Any:
        return self._call("GET", node, below, harmless=True, params=asked)

    def post(self, node: str, below: str, *, quiet: bool = False, **request: Any) -> Any:
        """Write. ``quiet``: no citizen sees it, or seeing it twice is the same."""
        return self._call("POST", node, below, harmless=quiet, **request)

    def listed(self, node: str, below: str, **asked: str) -> Iterator[Any]:
        """Yield the items of a list, page by page."""
        asked = {"limit": str(PAGE), **asked}
        for _ in range(PAGES):
            told = self.get(node, below, **asked)
            with understanding(BASE):
                yield from items_of(told["data"])
                after = following(told)
            if not after:
                return
            asked["after"] = after
        raise Unavailable(say("WhatsApp has more than can be read at once."))

    def file(self, address: str) -> bytes:
        """Return the bytes at an address the network gave for a file, asked with our token."""
        url = httpx.URL(address)
        if url.scheme != "https" or not any(f".{url.host}".endswith(end) for end in HOMES):
            raise Refused(say("WhatsApp names an address for a file that is not its own."))
        bearer = {"Authorization": f"Bearer {self.token}"}
        told = ask(self.http, "GET", address, secrets=(self.token,), headers=bearer, raw=True).told
        return bytes(told)

    def _call(self, verb: str, node: str, below: str, *, harmless: bool, **request: Any) -> Any:
        if not re.fullmatch("[0-9]{1,30}", node):
            raise Refused(say("Ids of numbers and accounts are figures only. Connect it again."))
        params = {**request.pop("params", {}), **self._proof()}
        return call(
            self.http,
            verb,
            f"{BASE}/{node}{below}",
            repeatable=harmless,
            meaning=partial(meaning, harmless=harmless),
            secrets=(self.token, self.app_secret, self.app_word),
            headers={"Authorization": f"Bearer {self.token}"},
            params=params,
            **request,
        )

    def _proof(self) -> dict[str, str]:
        """Return what shows that a request is the app's own.

        https://developers.facebook.com/docs/graph-api/guides/secure-requests/
        """
        if not self.app_secret:
            return {}
        key, text = (
            self.app_secret.encode("utf-8", "replace"),
            self.token.encode("utf-8", "replace"),
        )
        return {"appsecret_proof": hmac.new(key, text, hashlib.sha256).hexdigest()}
