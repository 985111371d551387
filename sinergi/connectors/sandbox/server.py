"""The practice network as a WSGI application: pages for people, and the API beside them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, tzinfo
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sinergi.connectors.sandbox import pages, wsgi
from sinergi.connectors.sandbox.api import Api
from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.store import Store
from sinergi.connectors.sandbox.wsgi import Answer, Environ, Start, flat, gone, page, say_json

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action *; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Application:
    """``faults`` other than none are for tests; ``now`` is replaced by them too.

    People who sign in are sent back to this server or this machine only, unless ``elsewhere``.
    Pages tell times in ``zone``.
    """

    def __init__(
        self,
        store: Store,
        faults: Faults | None = None,
        now: Callable[[], float] = time.time,
        *,
        elsewhere: bool = False,
        zone: tzinfo = UTC,
    ) -> None:
        self.store, self.now, self.elsewhere, self.zone = store, now, elsewhere, zone
        self.api = Api(store, faults or Faults(), now)
        #: While it is true, citizens wait with what they have planned.
        self.still = False

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        try:
            answer = self._answer(environ)
        except Answer as early:
            answer = early
        except (ValueError, LookupError, TypeError, OverflowError, RecursionError) as e:
            answer = say_json(400, {"error": f"This request cannot be understood: {e}"})
        headers = [
            ("Content-Type", answer.kind),
            ("Content-Length", str(len(answer.body))),
            ("Content-Security-Policy", POLICY),
            *((name.replace("_", "-"), value) for name, value in answer.headers.items()),
        ]
        start(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [answer.body]

    def _answer(self, environ: Environ) -> Answer:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        if not self.still:
            self.store.live(self.now())
        if path.startswith("/api/"):
            return self.api.answer(environ, method, path.removeprefix("/api/"))
        return self._page(environ, method, path)

    # -- for people ------------------------------------------------------------------------------

    def _page(self, environ: Environ, method: str, path: str) -> Answer:
        base = wsgi.base(environ)
        match method, path.strip("/").split("/"):
            case "GET", [""]:
                return page(pages.timeline(base, self.store.posts("parent IS NULL"), self.zone))
            case "GET", ["gaya.css"]:
                return Answer(200, pages.CSS, "text/css")
            case "GET", ["p", number]:
                return page(self._post_page(base, int(number)))
            case "GET", ["gambar", number]:
                found = self.store.picture(int(number))
                return Answer(200, found[1], found[0]) if found else gone(base)
            case "GET", ["masuk"]:
                return page(pages.sign_in(base, flat(environ.get("QUERY_STRING", ""))))
            case "POST", ["masuk"]:
                return self._allowed(base, flat(wsgi.body(environ, 100_000).decode()))
            case "POST", ["warga"]:
                asked = flat(wsgi.body(environ, 100_000).decode())
                post = self.api.spoken(asked)
                return Answer(303, Location=f"{base}/p/{post.parent or post.id}")
            case "GET", [name] if name.startswith("@"):
                mine = self.store.posts("handle = ?", (name[1:],))
                return page(pages.timeline(base, mine, self.zone, name))
        return gone(base)

    def _post_page(self, base: str, number: int) -> str:
        found = self.store.posts("id = ?", (number,))
        if not found:
            raise gone(base)
        said = self.store.below(number)
        return pages.thread(base, found[0], said, self.store.media_of(number), self.zone)

    def _allowed(self, base: str, asked: dict[str, str]) -> Answer:
        """A person on the consent page said yes: make the account and send them back."""
        handle, redirect = pages.handle(asked.get("handle", "")), asked.get("redirect", "")
        if not handle or not self._is_back(base, redirect):
            raise ValueError("a handle and a redirect are needed")
        self.store.join(handle, asked.get("name", ""))
        code = self.store.give_code(handle, redirect, asked.get("challenge", ""))
        back = urlencode({"code": code, "state": asked.get("state", "")})
        return Answer(303, Location=f"{redirect}?{back}")

    def _is_back(self, base: str, redirect: str) -> bool:
        """True for an address a person may be sent back to, so that nobody is sent astray."""
        target = urlsplit(redirect)
        if target.scheme not in {"http", "https"} or not re.fullmatch("[!-~]+", redirect):
            return False
        near = {urlsplit(base).hostname, "localhost", "127.0.0.1", "::1"}
        return self.elsewhere or target.hostname in near


def application(path: Path, seed: int, zone: tzinfo = UTC) -> Application:
    """Return the network that lives in one file; its pages tell times in ``zone``."""
    return Application(Store(path, seed), zone=zone)
