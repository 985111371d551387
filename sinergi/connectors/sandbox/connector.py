"""The connector of the practice network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import (
    About,
    Access,
    Comments,
    Continues,
    Credentials,
    Draft,
    Edits,
    Field,
    Identity,
    Keep,
    Likes,
    Limits,
    Listens,
    Measures,
    Page,
    Progress,
    Published,
    Removes,
    Sample,
    SignInStep,
    SignsIn,
    Withdraws,
)
from sinergi.connectors.errors import Refused
from sinergi.connectors.http import call
from sinergi.connectors.sandbox.answers import challenge, fact, incoming, published
from sinergi.lib.text import say

PAGE = 50


class Sandbox(SignsIn, Withdraws, Edits, Likes, Removes, Measures, Listens, Continues, Comments):
    most_parts: ClassVar[int] = 25
    comment: ClassVar[Limits] = Limits(text=280, images=0)
    about: ClassVar[About] = About(
        slug="sandbox",
        name=say("Practice network"),
        chip="JL",
        limits=Limits(text=280, images=4),
        sign_in=(
            Field(
                "server",
                say("Server"),
                default="{site}/jaringan-latihan",
                help=say("Where the practice network runs; normally this installation itself."),
            ),
            Field(
                "token",
                say("Access token"),
                secret=True,
                required=False,
                help=say("Leave empty to sign in on the network's own page."),
            ),
        ),
        key_repeats=True,
        poll_every=timedelta(seconds=10),
        pretend=True,
        guide="sandbox",
    )

    def __init__(self, credentials: Credentials, http: httpx.Client) -> None:
        self.server = credentials.get("server", "").strip().rstrip("/")
        self.token = credentials.get("token", "").strip()
        self.http = http

    def begin(self, *, redirect: str, state: str, verifier: str) -> SignInStep:
        self._call("GET", "/api/about")  # say now when nobody is there
        asked = {"redirect": redirect, "state": state, "challenge": challenge(verifier)}
        return SignInStep(f"{self.server}/masuk?{urlencode(asked)}", {})

    def finish(self, *, code: str, redirect: str, verifier: str, remembered: Progress) -> Access:
        asked = {"code": code, "redirect": redirect, "verifier": verifier}
        given = self._call("POST", "/api/token", repeatable=True, json=asked)
        return Access({"server": self.server, "token": fact(given, "token")})

    def identify(self) -> Identity:
        me = self._call("GET", "/api/me")
        return Identity(fact(me, "handle"), fact(me, "name"), fact(me, "url"))

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        for number, media in enumerate(draft.media):
            name = f"media{number}"
            if name in progress:
                continue
            with media.open() as file:
                kept = self._call(
                    "POST",
                    "/api/media",
                    repeatable=True,
                    content=file,
                    params={"alt": media.alt},
                    headers={"Content-Type": media.mime, "Content-Length": str(media.size)},
                )
            keep(name, fact(kept, "id"))

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        words = {
            "text": draft.text,
            "reply_to": draft.reply_to,
            "key": key,
            "media": [progress[f"media{n}"] for n in range(len(draft.media))],
        }
        return published(self._call("POST", "/api/posts", json=words))

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        told = self._call("GET", "/api/posts", params={"mine": "1"})
        with understanding(self.server):
            for post in items_of(told):
                late = datetime.fromisoformat(post["at"]) >= since - timedelta(minutes=1)
                same = (post["text"], post["reply_to"]) == (draft.text, draft.reply_to)
                if post.get("key") == key or (late and same and post["id"] not in known):
                    return Published(name_of(post, "id"), str(post["url"]))
        return None

    def thread_url(self, remote_id: str) -> str:
        return f"{self.server}/p/{remote_id}"

    def withdraw(self, remote_id: str) -> None:
        self._call("DELETE", f"/api/posts/{quote(remote_id, safe='')}", repeatable=True)

    def edit(self, remote_id: str, text: str) -> None:
        path = f"/api/posts/{quote(remote_id, safe='')}"
        self._call("PUT", path, repeatable=True, json={"text": text})

    def like(self, remote_id: str, *, liked: bool) -> None:
        path = f"/api/posts/{quote(remote_id, safe='')}/like"
        self._call("PUT" if liked else "DELETE", path, repeatable=True)

    def remove(self, remote_id: str) -> None:
        self._call("DELETE", f"/api/comments/{quote(remote_id, safe='')}", repeatable=True)

    def listen(self, cursor: str | None) -> Page:
        told = self._call("GET", "/api/news", params={"after": cursor or "0", "most": str(PAGE)})
        with understanding(self.server):
            items = [incoming(item) for item in items_of(told["items"])]
            return Page(items, str(int(told["cursor"])), more=len(items) >= PAGE)

    def measure(self, remote_ids: Sequence[str]) -> Iterator[Sample]:
        for remote_id in remote_ids:
            try:
                numbers = self._call("GET", f"/api/posts/{quote(remote_id, safe='')}/numbers")
            except Refused as e:
                if e.facts.get("status") == 404:
                    continue
                raise
            with understanding(self.server):
                told = [(str(metric), int(value)) for metric, value in numbers.items()]
            for metric, value in told:
                yield Sample(remote_id, metric, value, datetime.now(UTC))

    def _call(self, method: str, path: str, **request: Any) -> Any:
        headers = request.pop("headers", {})
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        return call(self.http, method, self.server + path, headers=headers, **request)
