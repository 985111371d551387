"""Mastodon as it stands in for itself in the tests of faults: the pretend server, in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

import httpx

from sinergi.connectors.contract import Connector, Draft
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.pretend import Pretend
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN
from sinergi.connectors.mastodon.words import plain


class StandIn:
    """A server of this kind, with one account of ours."""

    connector: ClassVar[type[Connector]] = Mastodon

    def __init__(self) -> None:
        self.server = Pretend()
        self.credentials: Mapping[str, str] = {"server": "https://sosial.example", "token": TOKEN}
        self._revoked = False
        self.troubles: Mapping[str, Callable[[], None]] = {"token revoked": self._revoke}

    def transport(self) -> httpx.BaseTransport:
        inner = httpx.WSGITransport(self.server)

        def answer(request: httpx.Request) -> httpx.Response:
            if self._revoked and request.method == "POST":
                self._revoked = False
                return httpx.Response(401, json={"error": "The access token was revoked"})
            return inner.handle_request(request)

        return httpx.MockTransport(answer)

    def draft(self, words: str) -> Draft:
        return Draft(words)

    def public(self) -> list[str]:
        return [plain(str(s["content"])) for s in self.server.statuses.values()]

    def _revoke(self) -> None:
        self._revoked = True
