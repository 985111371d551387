"""The practice network for programs: a small JSON API."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

from sinergi.connectors.sandbox import pages
from sinergi.connectors.sandbox.answers import challenge
from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.store import Post, Store
from sinergi.connectors.sandbox.wsgi import Answer, Environ, base, body, cut, say_json, sent

TEXT_LIMIT = 280


class Api:
    """``faults`` other than none are for tests; ``now`` is replaced by them too."""

    def __init__(self, store: Store, faults: Faults, now: Callable[[], float]) -> None:
        self.store, self.faults, self.now = store, faults, now

    def answer(self, environ: Environ, method: str, path: str) -> Answer:
        match method, path.split("/"):
            case "GET", ["about"]:
                return say_json(200, {"name": "Jaringan Latihan", "text": TEXT_LIMIT})
            case "POST", ["token"]:
                return self._token(sent(environ))
            case "POST", ["faults"] if self.faults.allowed:
                self.faults.order(list(sent(environ)["faults"]))
                return say_json(200, {})
            case "POST", ["citizen"]:
                return self._citizen(environ, sent(environ))
            case _:
                return self._own(environ, method, path.split("/"))

    def _own(self, environ: Environ, method: str, path: list[str]) -> Answer:
        """Answer what only the holder of a token may ask."""
        handle, name = self._who(environ)
        asked = parse_qs(environ.get("QUERY_STRING", ""))
        match method, path:
            case "GET", ["me"]:
                at = f"{base(environ)}/@{handle}"
                return say_json(200, {"handle": handle, "name": name, "url": at})
            case "POST", ["media"]:
                kept = self.store.keep(
                    environ.get("CONTENT_TYPE", ""), asked.get("alt", [""])[0], body(environ)
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
            case "PUT", ["posts", number]:
                if not self.store.edit(handle, int(number), str(sent(environ)["text"])):
                    return say_json(404, {"error": "The post you change is gone."})
                return say_json(200, {})
            case "GET", ["news"]:
                return self._news(environ, handle, asked)
        return self._deed(handle, method, path)

    def _deed(self, handle: str, method: str, path: list[str]) -> Answer:
        """Do with somebody's words what an account may: like them, delete them under its own."""
        match method, path:
            case (("PUT" | "DELETE"), ["posts", number, "like"]):
                if not self.store.like(handle, int(number), liked=method == "PUT"):
                    return say_json(404, {"error": "The post you like is gone."})
                return say_json(200, {})
            case "DELETE", ["comments", number]:
                if not self.store.remove(handle, int(number)):
                    return say_json(403, {"error": "This does not stand under a post of yours."})
                return say_json(200, {})
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
            cut(environ)
        if fault == "busy":
            return say_json(429, {"error": "Slow down."}, Retry_After="2")
        if fault == "broken-before":
            return say_json(500, {"error": "A fault, and nothing was stored."})
        told = self._written(sent(environ), handle, name, environ)
        if fault == "cut-after":
            cut(environ)
        if fault == "hang":
            time.sleep(60)
            cut(environ)
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
        stars = self.store.stars_of([post.id for _, kind, post in rows if kind == "review"])
        items = [
            {**_told(environ, post), "kind": kind, "stars": stars.get(post.id)}
            for _, kind, post in rows
        ]
        return say_json(200, {"items": items, "cursor": rows[-1][0] if rows else after})

    def _citizen(self, environ: Environ, asked: dict[str, Any]) -> Answer:
        return say_json(200, _told(environ, self.spoken(asked)))

    def spoken(self, asked: dict[str, Any]) -> Post:
        """Let a citizen say something now: what a trainer and a test want.

        With ``stars`` it is a review of ``account``.
        """
        text = str(asked.get("text") or "").strip()
        stars = int(asked.get("stars") or 0)
        if not text and not stars:
            raise ValueError("a text is needed")
        if stars and not (1 <= stars <= 5 and asked.get("account")):
            raise ValueError("a review has 1 to 5 stars and an account")
        post, _ = self.store.publish(
            self._handle(asked),
            str(asked.get("name") or "Warga Melati"),
            text[:TEXT_LIMIT],
            parent=int(asked["post"]) if asked.get("post") else None,
            at=self.now(),
            plan=False,
        )
        if stars:
            self.store.judge(pages.handle(str(asked["account"])), post.id, stars)
        return post

    def _handle(self, asked: dict[str, Any]) -> str:
        """Return who speaks: people on the page type a name alone, and another name is another
        citizen. Nobody speaks for an office by having its name."""
        if asked.get("handle"):
            return pages.handle(str(asked["handle"]))
        named = pages.handle(str(asked.get("name") or "")) or "warga.melati"
        return f"warga.{named}"[:60] if self.store.joined(named) else named


def _told(environ: Environ, post: Post) -> dict[str, Any]:
    return {
        "id": str(post.id),
        "url": f"{base(environ)}/p/{post.id}",
        "handle": post.handle,
        "name": post.name,
        "text": post.text,
        "reply_to": str(post.parent) if post.parent else None,
        "at": datetime.fromtimestamp(post.at, UTC).isoformat(),
    }
