"""Mastodon as it stands in for itself in the tests of faults: the pretend server, in memory."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import ClassVar, Literal

import httpx

from sinergi.connectors.contract import Connector, Draft, Media
from sinergi.connectors.exam.candidate import media
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.pretend import Pretend
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN
from sinergi.connectors.mastodon.words import plain


class StandIn:
    """A server of this kind, with one account of ours. ``form`` says what ``draft`` makes."""

    connector: ClassVar[type[Connector]] = Mastodon

    def __init__(self, form: Literal["text", "picture", "video"] = "text") -> None:
        self.form = form
        self.server = Pretend()
        self.credentials: Mapping[str, str] = {"server": "https://sosial.example", "token": TOKEN}
        self._armed: set[str] = set()
        self.troubles: dict[str, Callable[[], None]] = {
            "token revoked": lambda: self._armed.add("revoked"),
            "published twice": lambda: self._armed.add("twice"),
        }
        if form != "text":
            self.troubles |= {
                "container slow": self._slow,
                "container expired": self.server.media.clear,
            }

    def transport(self) -> httpx.BaseTransport:
        inner = httpx.WSGITransport(self.server)

        def answer(request: httpx.Request) -> httpx.Response:
            visible = request.url.path == "/api/v1/statuses"
            if visible and self._takes("revoked"):
                return httpx.Response(401, json={"error": "The access token was revoked"})
            if visible and self._takes("twice"):  # a proxy sends it once more
                inner.handle_request(request)
            return inner.handle_request(request)

        return httpx.MockTransport(answer)

    def draft(self, words: str) -> Draft:
        files = {"text": (), "picture": (media(),), "video": (film(),)}
        return Draft(words, media=files[self.form])

    def public(self) -> list[str]:
        return [plain(str(s["content"])) for s in self.server.statuses.values()]

    def _slow(self) -> None:
        self.server.slow_pictures = 2

    def _takes(self, trouble: str) -> bool:
        armed = trouble in self._armed
        self._armed.discard(trouble)
        return armed


def film() -> Media:
    content = b"\x00\x00\x00\x18ftypmp42" + bytes(64)
    size, shape = len(content), (1280, 720)
    return Media(
        "pasar.mp4", "video/mp4", size, lambda: io.BytesIO(content), "Pasar pagi", *shape, 12.0
    )
