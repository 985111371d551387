"""What stands in for YouTube: a channel of ours, a citizen, uploads that resume, and sign-in.

It behaves as https://developers.google.com/youtube/v3 says, and holds each request and answer
against the discovery document (``discovery``).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

from sinergi.connectors.contract import Connector, Draft, Media
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests import discovery
from sinergi.connectors.youtube.tests.channel import ME, UPLOADS, WARGA, Channel, Film
from sinergi.connectors.youtube.tests.desk import Desk
from sinergi.connectors.youtube.tests.keys import APP, REFRESH, TOKEN, Keys
from sinergi.connectors.youtube.tests.talk import Talk
from sinergi.connectors.youtube.tests.trouble import Reply, Trouble, listing, refusal

FILM = b"film" * 300_000
CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nSelamat pagi"


def film(content: bytes = FILM) -> Media:
    return Media("acara.mp4", "video/mp4", len(content), lambda: io.BytesIO(content), "", 16, 9, 9)


@dataclass(slots=True)
class StandInYouTube:
    """The whole of YouTube, in memory. ``troubles`` are listed in docs/connectors/youtube.md."""

    connector: ClassVar[type[Connector]] = YouTube
    channel: Channel = field(default_factory=Channel)
    trouble: Trouble = field(default_factory=Trouble)
    desk: Desk = field(init=False)
    keys: Keys = field(init=False)
    long_uploads: str = "allowed"
    #: Every request, as "METHOD /path".
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk = Desk(self.channel, self.trouble)
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
        return Draft(words, media=(film(),), options={"made_for_kids": "no", "captions": CAPTIONS})

    def public(self) -> Sequence[str]:
        shown = [f for f in self.channel.films.values() if f.status["privacyStatus"] == "public"]
        return [str(f.snippet["description"]) for f in shown]

    # -- people ------------------------------------------------------------------------------------

    def speak(self, remote_id: str, words: str = "Buka sampai jam berapa?") -> str:
        """Let the citizen comment a video, or answer a comment; return their words."""
        video, _, above = remote_id.partition("/")
        self.channel.speak(video, WARGA, words, above)
        return words

    def approve(self, page: str) -> str:
        return self.keys.approve(page)

    # -- requests ----------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(f"{request.method} {request.url.path}")
        if request.url.host == "oauth2.googleapis.com":
            return _response(*self.keys.answer(request))
        assert request.url.host == "youtube.googleapis.com"
        if not self._knows(request):
            return _response(*refusal(401, "authError", "Invalid Credentials"))
        for name, (status, reason) in Trouble.LIMITS.items():
            if self.trouble.takes(name):
                return _response(*refusal(status, reason, f"Trouble: {reason}"))
        if request.url.path.startswith("/session/"):
            return self.desk.piece(request)
        told = discovery.asked(request)
        if request.url.path.startswith("/resumable/"):
            return self.desk.begin(request, told)
        status, answer = self._signed_in(request, told)
        if status < 300:
            discovery.answered(request, answer)
        return _response(status, answer)

    def _knows(self, request: httpx.Request) -> bool:
        visible = request.method == "PUT" and request.url.path == "/youtube/v3/videos"
        if visible and self.trouble.takes("token revoked"):
            self.keys.tokens.clear()
        return request.headers.get("Authorization", "").removeprefix("Bearer ") in self.keys.tokens

    def _signed_in(self, request: httpx.Request, told: dict[str, Any]) -> Reply:
        query = dict(request.url.params)
        match discovery.method(request).name:
            case "channels.list":
                return 200, listing("channel", [self._channel(query)])
            case "playlistItems.list":
                found = self._shown_late()
                return 200, listing("playlistItem", [_item(f) for f in found[::-1][:50]])
            case "videos.list":
                return self._videos(query)
            case "videos.update":
                return self._change(told)
            case "videos.delete" | "comments.delete":
                return self._gone(query["id"])
            case "thumbnails.set" if query["videoId"] in self.channel.films:
                self.channel.films[query["videoId"]].thumbnail = request.content
                return 200, {"kind": "youtube#thumbnailSetResponse", "items": []}
            case "captions.insert":
                return self.desk.captions(request)
        return Talk(self.channel).answer(discovery.method(request).name, told, query)

    def _shown_late(self) -> list[Film]:
        """Return the uploads; a video may be there before it is in this list."""
        films = [*self.channel.films.values()]
        return films[:-1] if self.trouble.takes("shown late") else films

    # -- videos ------------------------------------------------------------------------------------

    def _channel(self, query: dict[str, str]) -> dict[str, Any]:
        whole: dict[str, Any] = {
            "snippet": {"title": ME["title"], "customUrl": ME["handle"]},
            "contentDetails": {"relatedPlaylists": {"uploads": UPLOADS}},
            "status": {"privacyStatus": "public", "longUploadsStatus": self.long_uploads},
            "statistics": {
                "viewCount": "99000",
                "subscriberCount": "1230",
                "hiddenSubscriberCount": False,
                "videoCount": "87",
            },
        }
        named = {"kind": "youtube#channel", "id": ME["id"]}
        return named | {part: whole[part] for part in query["part"].split(",") if part in whole}

    def _videos(self, query: dict[str, str]) -> Reply:
        found = [self.channel.films.get(name) for name in query["id"].split(",")]
        told = [f.told(set(query["part"].split(","))) for f in found if f is not None]
        for one in found:
            if one is not None and one.left and "processingDetails" in query["part"]:
                one.left -= 1
        return 200, listing("video", told)

    def _change(self, told: dict[str, Any]) -> Reply:
        film = self.channel.films.get(told["id"])
        if film is None:
            return refusal(404, "videoNotFound", "The video cannot be found.")
        film.status = {**told["status"]}
        if not self.channel.audited or self.trouble.takes("locked private"):
            film.status["privacyStatus"] = "private"
        return 200, film.told({"status"})

    def _gone(self, name: str) -> Reply:
        for things in (self.channel.films, self.channel.said):
            if things.pop(name, None) is not None:
                return 204, None
        return refusal(404, "notFound", "It cannot be found.")


def _item(film: Film) -> dict[str, Any]:
    return {"kind": "youtube#playlistItem", "id": "-", "contentDetails": {"videoId": film.id}}


def _response(status: int, told: dict[str, Any] | None) -> httpx.Response:
    return httpx.Response(status) if told is None else httpx.Response(status, json=told)
