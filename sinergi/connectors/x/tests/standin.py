"""What stands in for X: an account of ours, a citizen, uploads, sign-in, and X's own refusals.

It behaves as https://docs.x.com says, and holds each request and answer against the official
description (``official``). The same words twice are refused; a file must be ready; tokens rotate.
"""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

import httpx

from sinergi.connectors.contract import Connector, Draft, Media
from sinergi.connectors.exam.candidate import PIXEL
from sinergi.connectors.x import X
from sinergi.connectors.x.tests import official
from sinergi.connectors.x.tests.archive import ME, PEOPLE, WARGA, Archive
from sinergi.connectors.x.tests.calls import Hooks
from sinergi.connectors.x.tests.desks import Trouble, Uploads, problem
from sinergi.connectors.x.tests.keys import APP, REFRESH, TOKEN, Keys
from sinergi.connectors.x.tests.mailbox import Mailbox
from sinergi.connectors.x.words import length

Reply = tuple[int, dict[str, Any]]

FILM = b"film" * 10


@dataclass(slots=True)
class StandInX:
    """The whole of X, in memory. ``form`` says what ``draft`` makes."""

    connector: ClassVar[type[Connector]] = X
    archive: Archive = field(default_factory=Archive)
    uploads: Uploads = field(default_factory=Uploads)
    hooks: Hooks = field(default_factory=Hooks)
    trouble: Trouble = field(default_factory=Trouble)
    keys: Keys = field(init=False)
    #: Every request, as "METHOD /path".
    asked: list[str] = field(default_factory=list)
    form: Literal["picture", "text", "video"] = "picture"

    def __post_init__(self) -> None:
        self.uploads.trouble = self.trouble
        self.keys = Keys(self.trouble)

    # -- what the tests of the house ask of a stand-in ---------------------------------------------

    @property
    def credentials(self) -> Mapping[str, str]:
        return {**APP, "token": TOKEN, "refresh_token": REFRESH}

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]:
        return {name: self.trouble.armer(name) for name in Trouble.NAMES}

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.handle)

    def draft(self, words: str) -> Draft:
        picture = Media(
            "titik.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL), "Titik", 1, 1
        )
        film = Media("film.mp4", "video/mp4", len(FILM), lambda: io.BytesIO(FILM), "", 16, 9, 5)
        files = {"picture": (picture,), "text": (), "video": (film,)}
        return Draft(words, media=files[self.form])

    def public(self) -> Sequence[str]:
        return [post.words for post in reversed(self.archive.by(ME["id"]))]

    # -- people ------------------------------------------------------------------------------------

    def speak(self, answers: str, words: str = "Buka sampai jam berapa?") -> str:
        """Let the citizen answer a post; return their words."""
        self.archive.write(WARGA["id"], words, answers)
        return words

    def approve(self, page: str) -> str:
        return self.keys.approve(page)

    # -- requests ----------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        assert request.url.host == "api.x.com"
        request.read()
        self.asked.append(f"{request.method} {request.url.path}")
        if request.url.path in {"/2/oauth2/token", "/oauth2/token"}:
            return _response(*self.keys.answer(request))
        told = official.asked(request)
        if not self._knows(request):
            return _response(*problem(401, "about:blank", "Unauthorized", "Unauthorized"))
        if self.trouble.takes("rate limit"):
            reset = {"x-rate-limit-reset": str(int(time.time()) + 600)}
            return _response(*problem(429, "about:blank", "Too Many Requests", "-"), reset)
        status, answer = self._signed_in(request, told)
        if status < 300:
            official.answered(request, answer)
        return _response(status, answer)

    def _knows(self, request: httpx.Request) -> bool:
        visible = request.method == "POST" and request.url.path == "/2/tweets"
        if visible and self.trouble.takes("token revoked"):
            self.keys.tokens.clear()
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        app = request.url.path.startswith(("/2/webhooks", "/2/activity"))
        return given in self.keys.tokens or (app and given == self.hooks.BEARER)

    def _signed_in(self, request: httpx.Request, told: dict[str, Any]) -> Reply:
        query = dict(request.url.params)
        match request.method, request.url.path.removeprefix("/2/").split("/"):
            case "GET", ["users", "me"]:
                return 200, {"data": _me(query)}
            case "GET", ["users", number, "tweets"] if number == ME["id"]:
                return self._listed(self.archive.by(number), query)
            case "GET", ["users", number, "mentions"] if number == ME["id"]:
                return self._listed(self.archive.naming(ME), query)
            case _, ["tweets", *rest]:
                return self._post(request.method, rest, told, query)
            case _, ["media", *rest]:
                return self.uploads.answer(rest, told, query)
            case _, ["dm_events" | "dm_conversations", *_]:
                return Mailbox(self.archive).answer(request, told, query)
            case _, ["webhooks" | "activity", *_]:
                return self.hooks.answer(request, told)
        return problem(404, "resource-not-found", "Not Found", "Nothing is there")

    # -- posts -------------------------------------------------------------------------------------

    def _post(
        self, method: str, rest: list[str], told: dict[str, Any], query: dict[str, str]
    ) -> Reply:
        match method, rest:
            case "GET", []:
                return self._some(query)
            case "POST", []:
                return self._create(told)
            case "DELETE", [number] if number in self.archive.posts:
                del self.archive.posts[number]
                return 200, {"data": {"deleted": True}}
            case "PUT", [number, "hidden"] if number in self.archive.posts:
                self.archive.posts[number].hidden = told["hidden"]
                return 200, {"data": {"hidden": told["hidden"]}}
        return problem(404, "resource-not-found", "Not Found", "No such post", resource_type="post")

    def _create(self, told: dict[str, Any]) -> Reply:
        words, answers = told.get("text", ""), told.get("reply", {}).get("in_reply_to_tweet_id", "")
        names = told.get("media", {}).get("media_ids", [])
        if length(words) > 280 or not (words or names):
            return problem(403, "about:blank", "Forbidden", "Your text is too long or empty.")
        if answers and answers not in self.archive.posts:
            return problem(403, "about:blank", "Forbidden", "The post you answer is not there.")
        keys = self.uploads.keys(names)
        if keys is None:
            return problem(400, "invalid-request", "Invalid Request", "Your media IDs are invalid.")
        same = [p for p in self.archive.by(ME["id"]) if p.words == words and p.answers == answers]
        twice = bool(same) and not keys
        if not twice:
            poll = tuple(told.get("poll", {}).get("options", ()))
            post = self.archive.write(ME["id"], words, answers, media=keys, poll=poll)
        if twice or self.trouble.takes("duplicate refused"):
            no = "You are not allowed to create a Tweet with duplicate content."
            return problem(403, "about:blank", "Forbidden", no)
        return 201, {"data": {"id": post.id, "text": post.shown(set(), set())["text"]}}

    def _some(self, query: dict[str, str]) -> Reply:
        wanted = query["ids"].split(",")
        fields = set(query.get("post.fields", "").split(","))
        there = [self.archive.posts[n].shown(fields, set()) for n in wanted if n in self._numbers()]
        gone = [
            problem(
                404, "resource-not-found", "Not Found Error", f"No post {n}", resource_type="post"
            )[1]
            for n in wanted
            if n not in self._numbers()
        ]
        return 200, ({"data": there} if there else {}) | ({"errors": gone} if gone else {})

    def _numbers(self) -> set[str]:
        return set(self.archive.posts)

    def _listed(self, posts: list[Any], query: dict[str, str]) -> Reply:
        """Return a page, newest first."""
        since, start = int(query.get("since_id", "0")), query.get("start_time", "")
        fits = [p for p in posts if int(p.id) > since and p.at.isoformat()[:19] >= start[:19]]
        fields = set(query.get("post.fields", "").split(","))
        along = set(query.get("expansions", "").split(","))
        first, most = int(query.get("pagination_token", "0")), int(query["max_results"])
        page = fits[first : first + most]
        meta: dict[str, Any] = {"result_count": len(page)}
        if first + most < len(fits):
            meta["next_token"] = str(first + most)
        told: dict[str, Any] = {"meta": meta}
        if page:
            told["data"] = [post.shown(fields, along) for post in page]
            authors = {post.author for post in page} if "author_id" in along else ()
            told["includes"] = {"users": [PEOPLE[n] for n in sorted(authors)]} if authors else {}
            media = {key for post in page for key in post.media}
            if media:
                told["includes"]["media"] = [self.uploads.shown(key) for key in sorted(media)]
        return 200, told


def _me(query: dict[str, str]) -> dict[str, Any]:
    counts = {"followers_count": 1200, "following_count": 31, "post_count": 87, "listed_count": 4}
    wanted = "public_metrics" in query.get("user.fields", "")
    return {**ME, **({"public_metrics": counts} if wanted else {})}


def _response(
    status: int, told: dict[str, Any], headers: Mapping[str, str] | None = None
) -> httpx.Response:
    kind = "application/problem+json" if "type" in told else "application/json"
    return httpx.Response(
        status, content=json.dumps(told), headers={"Content-Type": kind, **(headers or {})}
    )
