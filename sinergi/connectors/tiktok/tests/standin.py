"""TikTok in one memory: what its pages say it does, held against their words at every request."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qs

import httpx

from sinergi.connectors.contract import Call, Connector, Draft, Media
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests import schemas, told
from sinergi.connectors.tiktok.tests.calls import signed
from sinergi.connectors.tiktok.tests.jobs import UPLOADS, Jobs, error, ok, only
from sinergi.connectors.tiktok.tests.tokens import APP, OPEN_ID, SCOPE, Tokens

API = "open.tiktokapis.com"
FILM = b"\x00\x00\x00\x18ftypmp42" + b"Layanan Sabtu" * 3
CHOICES = {"privacy_level": "PUBLIC_TO_EVERYONE", "consent": "music"}

#: Paths that only ask, though with POST.
QUESTIONS = {
    "/v2/post/publish/creator_info/query/",
    "/v2/post/publish/status/fetch/",
    "/v2/video/list/",
    "/v2/video/query/",
}


def film(content: bytes = FILM) -> Media:
    name, seconds = "sabtu.mp4", 12.0
    return Media(
        name, "video/mp4", len(content), lambda: io.BytesIO(content), "", 720, 1280, seconds
    )


class StandIn:
    """One TikTok with one account of ours; see ``sinergi.connectors.exam.standin.StandIn``.

    ``form`` says what ``draft`` makes.
    """

    connector: ClassVar[type[Connector]] = TikTok

    def __init__(self, form: Literal["video", "photos"] = "video") -> None:
        self.form = form
        self.tokens = Tokens()
        self.work = Jobs()
        self.asked: list[str] = []
        self.most_seconds = 300
        self.links = 0
        self.refusals: list[tuple[int, str]] = []
        self.told: list[Call] = []

    # -- what tests ask --------------------------------------------------------------------------

    @property
    def credentials(self) -> Mapping[str, str]:
        own = {"token": self.tokens.access, "refresh_token": self.tokens.refresh}
        return {**APP, **own, "open_id": OPEN_ID, "scope": SCOPE}

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]:
        named: tuple[str, ...] = ()  # what TikTok makes of pictures it tells later, by calling
        if self.form == "video":
            named = ("chunk lost", "container expired", "container slow")
            named += ("published twice", "processing failed")
        refused = {
            "token revoked": (401, "access_token_invalid"),
            "rate limited": (429, "rate_limit_exceeded"),
            "not audited": (403, "unaudited_client_can_only_post_to_private_accounts"),
            "too many posts": (403, "spam_risk_too_many_posts"),
        }
        arming = {name: (lambda name=name: self.work.armed.add(name)) for name in named}
        return arming | {n: (lambda r=r: self.refusals.append(r)) for n, r in refused.items()}

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.handle)

    def draft(self, words: str) -> Draft:
        photos = self.form == "photos"
        files = (self.picture("loket"), self.picture("antrean")) if photos else (film(),)
        return Draft(words, media=files, options=CHOICES)

    def public(self) -> Sequence[str]:
        self.work.rest()
        return [job["text"] for job in self.work.jobs.values() if job["at"] and job["public"]]

    def picture(self, alt: str) -> Media:
        def link() -> str:
            self.links += 1
            return f"https://media.bogorkab.example/{self.links}/{alt}.jpg"

        return Media("a.jpg", "image/jpeg", 3, lambda: io.BytesIO(b"jpg"), alt, 1, 1, link=link)

    def moderate(self) -> None:
        """Finish looking at what was published: posts get their ids, and TikTok calls."""
        for number, (publish_id, job) in enumerate(self.work.jobs.items(), 7_000):
            if job["at"] and not job["post"] and not job["failed"]:
                job["post"] = number
                content = {"publish_id": publish_id, "publish_type": "DIRECT_PUBLISH"}
                self.call("post.publish.complete", content)
                self.call("post.publish.publicly_available", {**content, "post_id": str(number)})

    def call(self, event: str, content: Any, *, client: str = APP["app_id"]) -> Call:
        """Return a call TikTok makes, signed; it is kept in ``told``."""
        self.told.append(signed(event, content, client))
        return self.told[-1]

    @staticmethod
    def asks(request: httpx.Request) -> bool:
        return request.method == "GET" or request.url.path in QUESTIONS

    # -- the network -----------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        self.asked.append(f"{request.method} {path}")
        if request.url.host == UPLOADS:
            return self.work.piece(request)
        assert request.url.host == API, f"nobody is to be asked at {request.url.host}"
        if path == "/v2/oauth/token/":
            form = {n: v[0] for n, v in parse_qs(request.content.decode()).items()}
            status, answer = self.tokens.answer(form)
        else:
            status, answer = self._answer(request, path)
        told.answered(path, status, answer)
        return httpx.Response(status, json=answer)

    def _answer(self, request: httpx.Request, path: str) -> tuple[int, Any]:
        if request.headers["Authorization"] != f"Bearer {self.tokens.access}":
            return error(401, "access_token_invalid")
        if path in schemas.FIELDS:
            wished = set(request.url.params["fields"].split(","))
            assert wished <= schemas.FIELDS[path], f"{path} has no {wished}"
        body: dict[str, Any] = {}
        if request.method == "POST":
            body = json.loads(request.content)
            schemas.hold(body, schemas.REQUESTS[path], path)
        else:
            assert path == "/v2/user/info/", f"{path} is not read with GET"
        if self.refusals and (path not in QUESTIONS or self.refusals[-1][0] == 401):
            return error(*self.refusals.pop())
        return self._works(path, body, request.url.params.get("fields", "").split(","))

    def _works(self, path: str, body: dict[str, Any], fields: list[str]) -> tuple[int, Any]:
        match path.strip("/").split("/")[1:]:
            case ["user", "info"]:
                return ok({"user": only(fields, self._user())})
            case ["post", "publish", "creator_info", "query"]:
                return ok(self._creator())
            case ["post", "publish", "video", "init"]:
                return self.work.begin(body)
            case ["post", "publish", "content", "init"]:
                return self.work.pull(body)
            case ["post", "publish", "status", "fetch"]:
                return self.work.status(body["publish_id"])
            case ["video", "list"]:
                return ok(self.work.list(body, fields))
            case ["video", "query"]:
                wished = body["filters"]["video_ids"]
                found = [v for v in self.work.videos() if v["id"] in wished]
                return ok({"videos": [only(fields, v) for v in found]})
        raise AssertionError(f"{path} is not known")

    def _user(self) -> dict[str, Any]:
        return {
            "open_id": OPEN_ID,
            "display_name": "Kecamatan Cibinong",
            "username": "kec.cibinong",
            "follower_count": 1200,
            "likes_count": 340,
            "video_count": len(self.work.videos()),
        }

    def _creator(self) -> dict[str, Any]:
        return {
            "creator_avatar_url": "https://p16.tiktokcdn.example/a.jpeg",
            "creator_username": "kec.cibinong",
            "creator_nickname": "Kecamatan Cibinong",
            "privacy_level_options": self.work.levels,
            "comment_disabled": False,
            "duet_disabled": True,
            "stitch_disabled": False,
            "max_video_post_duration_sec": self.most_seconds,
        }
