"""Threads in one memory: what its pages say it does, held against their words at every request."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qs, urlsplit

import httpx

from sinergi.connectors.contract import Call, Connector, Draft, Media
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.sign_in import SCOPES
from sinergi.connectors.threads.tests import described, told
from sinergi.connectors.threads.tests.boxes import ME, error
from sinergi.connectors.threads.tests.posts import Posts

APP = {"app_id": "990602627938098", "app_secret": "rahasia-threads", "app_verify_token": "kata-uji"}
HOST = "graph.threads.net"
ROOT = {"oauth/access_token", "access_token", "refresh_access_token"}
REFUSALS = {
    "rate limit as 400": error(400, 4, "Application request limit reached"),
    "token revoked": error(400, 190, "The user has not authorized application", 458),
    "not ready": error(400, 24, "The requested resource does not exist", 4279009),
}


class StandIn:
    """One Threads with one account of ours; see ``sinergi.connectors.exam.standin.StandIn``.

    ``form`` says what ``draft`` makes.
    """

    connector: ClassVar[type[Connector]] = Threads

    def __init__(self, form: Literal["text", "image", "video", "carousel"] = "text") -> None:
        self.form = form
        self.posts = Posts()
        self.token = "TH-akses-0"
        self.tokens = 0
        self.scopes = list(SCOPES)
        self.codes: dict[str, str] = {}
        self.asked: list[str] = []
        self.refusals: list[str] = []
        self.links = 0

    # -- what tests ask --------------------------------------------------------------------------

    @property
    def credentials(self) -> Mapping[str, str]:
        return {**APP, "token": self.token, "user_id": ME["id"]}

    @property
    def troubles(self) -> Mapping[str, Callable[[], None]]:
        armed = self.posts.armed
        own = (
            *("container slow", "container expired", "container failed", "published twice"),
            *("blocked but live", "quota used"),
        )
        arming = {name: (lambda name=name: armed.add(name)) for name in own}
        return arming | {name: (lambda name=name: self.refusals.append(name)) for name in REFUSALS}

    def transport(self) -> httpx.BaseTransport:
        return httpx.MockTransport(self.handle)

    def draft(self, words: str) -> Draft:
        film = "video/mp4"
        files = {
            "text": (),
            "image": (self.file("Loket"),),
            "video": (self.file(mime=film),),
            "carousel": (self.file("Loket"), self.file(mime=film)),
        }
        return Draft(words, media=files[self.form])

    def public(self) -> Sequence[str]:
        return [p["text"] for p in self.posts.posts.values() if p["username"] == ME["username"]]

    def file(self, alt: str = "", mime: str = "image/jpeg") -> Media:
        def link() -> str:
            self.links += 1
            return f"https://media.bogorkab.example/{self.links}/{mime.rpartition('/')[2]}"

        return Media("a", mime, 3, lambda: io.BytesIO(b"abc"), alt, 1, 1, 5.0, link=link)

    def speak(self, remote_id: str) -> str:
        self.posts.speak("Buka sampai jam berapa?", answers=remote_id)
        return "Buka sampai jam berapa?"

    def approve(self, page: str) -> str:
        """Be the person who allows everything on Threads' page; return the code."""
        split = urlsplit(page)
        assert split.netloc + split.path == "threads.net/oauth/authorize"
        given = {name: values[0] for name, values in parse_qs(split.query).items()}
        assert set(given) == {"client_id", "redirect_uri", "scope", "response_type", "state"}
        code = f"kode-{len(self.codes)}"
        self.codes[code] = given["redirect_uri"]
        return code

    def call(self, field: str, post: dict[str, Any], **more: Any) -> Call:
        """Return a call Threads makes of a post, signed."""
        said = {
            "app_id": APP["app_id"],
            "topic": "moderate",
            "target_id": ME["id"],
            "time": 1723226877,
            "subscription_id": "234567",
            "has_uid_field": False,
            "values": {"value": post, "field": field},
            **more,
        }
        body = json.dumps(said).encode()
        signed = hmac.new(APP["app_secret"].encode(), body, hashlib.sha256).hexdigest()
        return Call("POST", {}, {"x-hub-signature-256": f"sha256={signed}"}, body)

    # -- the network -----------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == HOST, f"nobody is to be asked at {request.url.host}"
        path = request.url.path.strip("/")
        assert path.startswith("v1.0/") or path in ROOT, f"{path}: without its version"
        path = path.removeprefix("v1.0/")
        given = dict(request.url.params)
        if request.content:
            form = parse_qs(request.content.decode(), keep_blank_values=True)
            given |= {name: values[0] for name, values in form.items()}
        self.asked.append(f"{request.method} {path}")
        shape = described.asked(request.method, path, given)
        status, answer = self._answer(request, shape, path, given)
        if not self.posts.broken:
            told.answered(shape, status, answer)
        return httpx.Response(status, json=answer)

    def _answer(
        self, request: httpx.Request, shape: tuple[str, str], path: str, given: dict[str, str]
    ) -> tuple[int, Any]:
        if path == "oauth/access_token":
            return self._code(given)
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return error(400, 190, "Error validating access token", 463)
        if path in ROOT:
            return self._longer(given)
        if self.refusals and request.method == "POST":
            return REFUSALS[self.refusals.pop()]
        if shape == ("GET", "me"):
            return 200, {n: v for n, v in ME.items() if n in given["fields"].split(",")}
        if shape == ("GET", "debug_token"):
            return 200, {"data": {"is_valid": True, "scopes": self.scopes}}
        return self.posts.answer(shape, path.partition("/")[0], given)

    def _code(self, given: dict[str, str]) -> tuple[int, Any]:
        app = (given["client_id"], given["client_secret"])
        if app != (APP["app_id"], APP["app_secret"]):
            return error(400, 101, "Error validating client secret.")
        if self.codes.pop(given["code"], None) != given["redirect_uri"]:
            return error(400, 100, "Invalid verification code format.", 36009)
        self.token = "TH-satu-jam"
        return 200, {"access_token": self.token, "user_id": ME["id"]}

    def _longer(self, given: dict[str, str]) -> tuple[int, Any]:
        short = given["grant_type"] == "th_exchange_token"
        assert not short or given["client_secret"] == APP["app_secret"]
        self.tokens += 1
        self.token = f"TH-akses-{self.tokens}"
        return 200, {"access_token": self.token, "token_type": "bearer", "expires_in": 5_184_000}
