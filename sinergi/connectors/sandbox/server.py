"""The practice network as a WSGI application: a small JSON API for programs, pages for people."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from sinergi.connectors.sandbox import pages
from sinergi.connectors.sandbox.connector import challenge
from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.store import Post, Store

Environ = dict[str, Any]
Start = Callable[..., Any]

TEXT_LIMIT = 280
BODY_LIMIT = 10_000_000
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action *; "
    "base-uri 'none'; frame-ancestors 'none'"
)


class Answer(Exception):
    """Ends a request: status, body, type, and perhaps where to go."""

    def __init__(
        self, status: int, body: str | bytes = "", kind: str = "application/json", **headers: str
    ) -> None:
        super().__init__(status)
        self.status, self.kind, self.headers = status, kind, headers
        self.body = body.encode() if isinstance(body, str) else body


def say_json(status: int, told: object, **headers: str) -> Answer:
    return Answer(status, json.dumps(told), **headers)


def page(body: str) -> Answer:
    return Answer(200, body, "text/html; charset=utf-8")


class Application:
    """``faults`` other than none are for tests; ``now`` is replaced by them too.

    People who sign in are sent back to this server or this machine only, unless ``elsewhere``.
    """

    def __init__(
        self,
        store: Store,
        faults: Faults | None = None,
        now: Callable[[], float] = time.time,
        *,
        elsewhere: bool = False,
    ) -> None:
        self.store, self.now, self.elsewhere = store, now, elsewhere
        self.faults = faults or Faults()

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
        self.store.live(self.now())
        if path.startswith("/api/"):
            return self._api(environ, method, path.removeprefix("/api/"))
        return self._page(environ, method, path)

    # -- for programs ----------------------------------------------------------------------------

    def _api(self, environ: Environ, method: str, path: str) -> Answer:
        match method, path.split("/"):
            case "GET", ["about"]:
                return say_json(200, {"name": "Jaringan Latihan", "text": TEXT_LIMIT})
            case "POST", ["token"]:
                return self._token(_json(environ))
            case "POST", ["faults"] if self.faults.allowed:
                self.faults.order(list(_json(environ)["faults"]))
                return say_json(200, {})
            case "POST", ["citizen"]:
                return self._citizen(environ, _json(environ))
            case _:
                return self._own(environ, method, path.split("/"))

    def _own(self, environ: Environ, method: str, path: list[str]) -> Answer:
        """Answer what only the holder of a token may ask."""
        handle, name = self._who(environ)
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        match method, path:
            case "GET", ["me"]:
                at = f"{_base(environ)}/@{handle}"
                return say_json(200, {"handle": handle, "name": name, "url": at})
            case "POST", ["media"]:
                kept = self.store.keep(
                    environ.get("CONTENT_TYPE", ""), asked.get("alt", [""])[0], _body(environ)
                )
                return say_json(200, {"id": str(kept)})
            case "POST", ["posts"]:
                return self._publish(environ, handle, name)
            case "GET", ["posts"]:
                mine = self.store.posts("handle = ?", (handle,))
                return say_json(200, [_told(environ, post) for post in mine])
            case "GET", ["posts", number, "numbers"]:
                return say_json(200, self._numbers(number))
            case "DELETE", ["posts", number]:
                self.store.delete(handle, int(number))
                return say_json(200, {})
            case "GET", ["news"]:
                return self._news(environ, handle, asked)
        return say_json(404, {"error": "There is nothing here."})

    def _who(self, environ: Environ) -> tuple[str, str]:
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ").strip()
        found = self.store.account(token) if token else None
        if found is None:
            raise say_json(401, {"error": "This token is not known."})
        return found

    def _token(self, asked: dict[str, Any]) -> Answer:
        kept = self.store.take_code(str(asked["code"]))
        if kept is None or kept[1:] != (asked["redirect"], challenge(str(asked["verifier"]))):
            return say_json(400, {"error": "This code is not valid."})
        return say_json(200, {"token": self.store.join(kept[0], kept[0])})

    def _publish(self, environ: Environ, handle: str, name: str) -> Answer:
        fault = self.faults.next()
        if fault == "cut-before":
            _cut(environ)
        if fault == "busy":
            return say_json(429, {"error": "Slow down."}, Retry_After="2")
        if fault == "broken-before":
            return say_json(500, {"error": "A fault, and nothing was stored."})
        told = self._written(_json(environ), handle, name, environ)
        if fault == "cut-after":
            _cut(environ)
        if fault == "hang":
            time.sleep(60)
            _cut(environ)
        if fault == "broken-after":
            return say_json(500, {"error": "A fault, after the post was stored."})
        return say_json(200, told)

    def _written(
        self, asked: dict[str, Any], handle: str, name: str, environ: Environ
    ) -> dict[str, Any]:
        text = str(asked["text"])
        if len(text) > TEXT_LIMIT:
            raise say_json(422, {"error": f"A post has at most {TEXT_LIMIT} characters."})
        parent = int(asked["reply_to"]) if asked.get("reply_to") else None
        if parent is not None and not self.store.posts("id = ?", (parent,)):
            raise say_json(404, {"error": "The post you answer is gone."})
        post, _ = self.store.publish(
            handle,
            name,
            text,
            parent=parent,
            key=None if self.faults.no_keys else str(asked.get("key") or "") or None,
            media=tuple(int(number) for number in asked.get("media") or ()),
            at=self.now(),
        )
        return _told(environ, post)

    def _numbers(self, number: str) -> dict[str, int]:
        found = self.store.posts("id = ?", (int(number),))
        if not found:
            raise say_json(404, {"error": "This post is gone."})
        answers = self.store.posts("parent = ?", (int(number),), most=10_000)
        return {"likes": found[0].likes, "replies": len(answers)}

    def _news(self, environ: Environ, handle: str, asked: dict[str, list[str]]) -> Answer:
        after, most = int(asked.get("after", ["0"])[0]), int(asked.get("most", ["50"])[0])
        rows = self.store.news(handle, after, min(most, 200))
        items = [{**_told(environ, post), "kind": kind} for _, kind, post in rows]
        return say_json(200, {"items": items, "cursor": rows[-1][0] if rows else after})

    # -- for people ------------------------------------------------------------------------------

    def _page(self, environ: Environ, method: str, path: str) -> Answer:
        base = _base(environ)
        match method, path.strip("/").split("/"):
            case "GET", [""]:
                return page(pages.timeline(base, self.store.posts("parent IS NULL")))
            case "GET", ["gaya.css"]:
                return Answer(200, pages.CSS, "text/css")
            case "GET", ["p", number]:
                return page(self._post_page(base, int(number)))
            case "GET", ["gambar", number]:
                found = self.store.picture(int(number))
                return Answer(200, found[1], found[0]) if found else _gone(base)
            case "GET", ["masuk"]:
                return page(pages.sign_in(base, _flat(environ.get("QUERY_STRING", ""))))
            case "POST", ["masuk"]:
                return self._allowed(base, _flat(_body(environ, 100_000).decode()))
            case "POST", ["warga"]:
                asked = _flat(_body(environ, 100_000).decode())
                post = self._spoken(asked)
                return Answer(303, Location=f"{base}/p/{post.parent or post.id}")
            case "GET", [name] if name.startswith("@"):
                mine = self.store.posts("handle = ?", (name[1:],))
                return page(pages.timeline(base, mine, name))
        return _gone(base)

    def _post_page(self, base: str, number: int) -> str:
        found = self.store.posts("id = ?", (number,))
        if not found:
            raise _gone(base)
        answers = self.store.posts("parent = ?", (number,))
        return pages.thread(base, found[0], answers[::-1], self.store.media_of(number))

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

    def _citizen(self, environ: Environ, asked: dict[str, Any]) -> Answer:
        return say_json(200, _told(environ, self._spoken(asked)))

    def _spoken(self, asked: dict[str, Any]) -> Post:
        """Let a citizen say something now: what a trainer and a test want."""
        text = str(asked["text"]).strip()
        if not text:
            raise ValueError("a text is needed")
        post, _ = self.store.publish(
            pages.handle(str(asked.get("handle") or "warga.melati")),
            str(asked.get("name") or "Warga Melati"),
            text[:TEXT_LIMIT],
            parent=int(asked["post"]) if asked.get("post") else None,
            at=self.now(),
            plan=False,
        )
        return post


def application(path: Path, seed: int) -> Application:
    """Return the network that lives in one file."""
    return Application(Store(path, seed))


def _told(environ: Environ, post: Post) -> dict[str, Any]:
    return {
        "id": str(post.id),
        "url": f"{_base(environ)}/p/{post.id}",
        "handle": post.handle,
        "name": post.name,
        "text": post.text,
        "reply_to": str(post.parent) if post.parent else None,
        "at": datetime.fromtimestamp(post.at, UTC).isoformat(),
    }


def _base(environ: Environ) -> str:
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ.get('wsgi.url_scheme', 'http')}://{host}{environ.get('SCRIPT_NAME', '')}"


def _body(environ: Environ, most: int = BODY_LIMIT) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > most:
        raise say_json(413, {"error": "This is too large."})
    content: bytes = environ["wsgi.input"].read(length)
    return content


def _json(environ: Environ) -> dict[str, Any]:
    told = json.loads(_body(environ) or b"{}")
    if not isinstance(told, dict):
        raise TypeError("an object is expected")
    return told


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _gone(base: str) -> Answer:
    return Answer(404, pages.gone(base), "text/html; charset=utf-8")


def _cut(environ: Environ) -> None:
    """Cut the connection without an answer, where the server lets us."""
    environ["sandbox.cut"]()
    raise ConnectionAbortedError
