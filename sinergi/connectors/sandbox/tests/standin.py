"""The practice network as it stands in for itself in the tests of faults: its server, in memory."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import ClassVar, Literal

import httpx

from sinergi.connectors.contract import Connector, Draft
from sinergi.connectors.exam.candidate import media
from sinergi.connectors.sandbox import Sandbox
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store

HANDLE = "kecamatan.cibinong"


class StandIn:
    """A practice network of its own, with one office. ``form`` says what ``draft`` makes."""

    connector: ClassVar[type[Connector]] = Sandbox

    def __init__(self, form: Literal["text", "picture"] = "text") -> None:
        self.form = form
        home = tempfile.mkdtemp(prefix="sinergi-sandbox-")
        atexit.register(shutil.rmtree, home, ignore_errors=True)
        self.store = Store(Path(home) / "sandbox.sqlite3", seed=1, durable=False)
        token = self.store.join(HANDLE, "Kecamatan Cibinong")
        self.credentials: Mapping[str, str] = {"server": "http://latihan.example", "token": token}
        self._twice = False
        self.troubles: Mapping[str, Callable[[], None]] = {"published twice": self._repeat}

    def transport(self) -> httpx.BaseTransport:
        inner = httpx.WSGITransport(Application(self.store))

        def answer(request: httpx.Request) -> httpx.Response:
            if self._twice and request.url.path == "/api/posts":
                self._twice = False
                inner.handle_request(request)  # a proxy sends it once more
            return inner.handle_request(request)

        return httpx.MockTransport(answer)

    def draft(self, words: str) -> Draft:
        return Draft(words, media=(media(),) if self.form == "picture" else ())

    def public(self) -> list[str]:
        return [post.text for post in self.store.posts("handle = ?", (HANDLE,))]

    def _repeat(self) -> None:
        self._twice = True
