"""What stands in for YouTube: a channel of ours, a citizen, uploads that resume, and sign-in.

It behaves as https://developers.google.com/youtube/v3 says, and holds each request and answer
against the discovery document (``discovery``).
"""

from __future__ import annotations

import base64
import email
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, ClassVar, cast
from urllib.parse import parse_qs, urlsplit

import httpx

from sinergi.connectors.contract import Connector, Draft, Media
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests import discovery
from sinergi.connectors.youtube.tests.channel import ME, UPLOADS, WARGA, Channel, Film
from sinergi.connectors.youtube.tests.trouble import Trouble, refusal

APP = {
    "app_id": "client-of-the-office",
    "app_secret": "secret-of-the-client",
    "app_audited": "yes",
}
TOKEN, REFRESH = "token-of-the-office-1", "refresh-of-the-office-1"
FILM = b"film" * 300_000
CAPTIONS = "1\n00:00:01,000 --> 00:00:03,000\nSelamat pagi"
Reply = tuple[int, dict[str, Any] | None]


def film(content: bytes = FILM) -> Media:
    return Media("acara.mp4", "video/mp4", len(content), lambda: io.BytesIO(content), "", 16, 9, 9)


@dataclass(slots=True)
class Session:
    told: dict[str, Any]
    size: int
    arrived: bytes = b""
    made: Film | None = None


@dataclass(slots=True)
class StandInYouTube:
    """The whole of YouTube, in memory. ``troubles`` are listed in docs/connectors/youtube.md."""

    connector: ClassVar[type[Connector]] = YouTube
    channel: Channel = field(default_factory=Channel)
    trouble: Trouble = field(default_factory=Trouble)
    sessions: dict[str, Session] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=lambda: {TOKEN})
    refresh: set[str] = field(default_factory=lambda: {REFRESH})
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    long_uploads: str = "allowed"
    #: Every request, as "METHOD /path".
    asked: list[str] = field(default_factory=list)

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
        asked = {name: values[0] for name, values in parse_qs(urlsplit(page).query).items()}
        assert asked["client_id"] == APP["app_id"]
        assert (asked["access_type"], asked["prompt"]) == ("offline", "consent")
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return code

    # -- requests ----------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(f"{request.method} {request.url.path}")
        if request.url.host == "oauth2.googleapis.com":
            return _response(*self._tokens(request))
        assert request.url.host == "youtube.googleapis.com"
        if not self._knows(request):
            return _response(*refusal(401, "authError", "Invalid Credentials"))
        for name, (status, reason) in Trouble.LIMITS.items():
            if self.trouble.takes(name):
                return _response(*refusal(status, reason, f"Trouble: {reason}"))
        if request.url.path.startswith("/session/"):
            return self._piece(request)
        told = discovery.asked(request)
        if request.url.path.startswith("/resumable/"):
            return self._begun(request, told)
        status, answer = self._signed_in(request, told)
        if status < 300:
            discovery.answered(request, answer)
        return _response(status, answer)

    def _knows(self, request: httpx.Request) -> bool:
        visible = request.method == "PUT" and request.url.path == "/youtube/v3/videos"
        if visible and self.trouble.takes("token revoked"):
            self.tokens.clear()
        return request.headers.get("Authorization", "").removeprefix("Bearer ") in self.tokens

    def _signed_in(self, request: httpx.Request, told: dict[str, Any]) -> Reply:
        query = dict(request.url.params)
        match discovery.method(request).name:
            case "channels.list":
                return 200, _list("channel", [self._channel(query)])
            case "playlistItems.list":
                found = self._shown_late()
                return 200, _list("playlistItem", [_item(f) for f in found[::-1][:50]])
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
                return self._captions(request)
        return self._comments(request, told, query)

    def _shown_late(self) -> list[Film]:
        """Return the uploads; a video may be there before it is in this list."""
        films = [*self.channel.films.values()]
        return films[:-1] if self.trouble.takes("shown late") else films

    # -- uploads -----------------------------------------------------------------------------------

    def _begun(self, request: httpx.Request, told: dict[str, Any]) -> httpx.Response:
        assert told["status"]["privacyStatus"] == "private"
        assert request.headers["X-Upload-Content-Type"].startswith("video/")
        name = f"s{len(self.sessions)}"
        size = int(request.headers["X-Upload-Content-Length"])
        self.sessions[name] = Session(told, size)
        place = f"https://youtube.googleapis.com/session/{name}?upload_id=geheim-{name}"
        return httpx.Response(200, headers={"Location": place})

    def _piece(self, request: httpx.Request) -> httpx.Response:
        if self.trouble.takes("session gone"):
            return httpx.Response(404, text="Not Found")
        session = self.sessions[request.url.path.removeprefix("/session/")]
        span = re.fullmatch(r"bytes (\*|(\d+)-(\d+))/(\d+)", request.headers["Content-Range"])
        assert span is not None
        assert int(span[4]) == session.size
        if span[2] and session.made is None:
            self._take(session, request.content, int(span[2]), int(span[3]))
        if self.trouble.takes("chunk lost"):
            raise httpx.ReadTimeout("The read operation timed out")
        if session.made is None and len(session.arrived) == session.size:
            session.made = self._made(session)
        if session.made is not None and self.trouble.takes("session gone though done"):
            return httpx.Response(404, text="Not Found")
        if session.made is not None:
            whole = session.made.told({"snippet", "status"})
            discovery.fits("Video", whole)
            return _response(200, whole)
        held = {"Range": f"bytes=0-{len(session.arrived) - 1}"} if session.arrived else {}
        return httpx.Response(308, headers=held)

    def _take(self, session: Session, content: bytes, first: int, last: int) -> None:
        """Take a piece; of one that is lost on the way the first half arrives."""
        assert first == len(session.arrived)
        assert last - first + 1 == len(content)
        assert last + 1 == session.size or len(content) % (256 * 1024) == 0
        half = "chunk lost" in self.trouble.armed
        session.arrived += content[: 256 * 1024] if half else content

    def _made(self, session: Session) -> Film:
        film = self.channel.film(session.told)
        film.left = 2 if self.trouble.takes("container slow") else 0
        film.rejected = "duplicate" if self.trouble.takes("video rejected") else ""
        return film

    def _captions(self, request: httpx.Request) -> Reply:
        kind = request.headers["Content-Type"].encode()
        whole = email.message_from_bytes(b"Content-Type: " + kind + b"\r\n\r\n" + request.content)
        told, file = cast("list[Message]", whole.get_payload())
        about = json.loads(cast("bytes", told.get_payload(decode=True)))
        discovery.fits("Caption", about)
        snippet = about["snippet"]
        captions = self.channel.films[snippet["videoId"]].captions
        if snippet["language"] in captions:
            return refusal(409, "captionExists", "The specified caption track already exists.")
        captions[snippet["language"]] = cast("bytes", file.get_payload(decode=True)).decode()
        if self.trouble.takes("captions lost"):
            raise httpx.ReadTimeout("The read operation timed out")
        return 200, {"kind": "youtube#caption", "id": "caption-1", "snippet": snippet}

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
        return 200, _list("video", told)

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

    # -- comments ----------------------------------------------------------------------------------

    def _comments(
        self, request: httpx.Request, told: dict[str, Any], query: dict[str, str]
    ) -> Reply:
        match discovery.method(request).name:
            case "commentThreads.list":
                threads = self.channel.threads(query.get("videoId", ""))
                if "replies" not in query["part"]:
                    threads = [{n: v for n, v in t.items() if n != "replies"} for t in threads]
                return self._page("commentThread", threads, query)
            case "comments.list":
                found = [one.told() for one in self.channel.below(query["parentId"])]
                return self._page("comment", found, query)
            case "commentThreads.insert" if told["snippet"]["videoId"] in self.channel.films:
                words = told["snippet"]["topLevelComment"]["snippet"]["textOriginal"]
                said = self.channel.speak(told["snippet"]["videoId"], ME, words)
                return 200, self.channel.thread(said)
            case "comments.insert" if told["snippet"]["parentId"] in self.channel.said:
                above = self.channel.said[told["snippet"]["parentId"]]
                assert not above.above
                words = told["snippet"]["textOriginal"]
                return 200, self.channel.speak(above.video, ME, words, above.id).told()
            case "comments.setModerationStatus" if query["id"] in self.channel.said:
                self.channel.said[query["id"]].state = query["moderationStatus"]
                return 204, None
        return refusal(404, "notFound", "It cannot be found.")

    def _page(self, kind: str, found: list[dict[str, Any]], query: dict[str, str]) -> Reply:
        first, most = int(query.get("pageToken", "0")), int(query["maxResults"])
        told = _list(kind, found[first : first + most])
        if first + most < len(found):
            told["nextPageToken"] = str(first + most)
        return 200, told

    # -- tokens ------------------------------------------------------------------------------------

    def _tokens(self, request: httpx.Request) -> Reply:
        form = {n: v[0] for n, v in parse_qs(request.content.decode()).items()}
        if (form["client_id"], form["client_secret"]) != (APP["app_id"], APP["app_secret"]):
            return 401, {"error": "invalid_client", "error_description": "Unauthorized"}
        if form["grant_type"] == "refresh_token":
            if form["refresh_token"] not in self.refresh:
                no = "Token has been expired or revoked."
                return 400, {"error": "invalid_grant", "error_description": no}
            return 200, self._access()
        given = self.codes.pop(form["code"], None)
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = {"code_challenge": proof, "redirect_uri": form["redirect_uri"]}
        if given is None or any(given[n] != v for n, v in right.items()):
            return 400, {"error": "invalid_grant", "error_description": "Bad Request"}
        lasting = {} if self.trouble.takes("no refresh token") else {"refresh_token": REFRESH}
        return 200, {**self._access(), **lasting}

    def _access(self) -> dict[str, Any]:
        token = f"token-{self.channel.next()}"
        self.tokens.add(token)
        scope = "https://www.googleapis.com/auth/youtube.force-ssl"
        return {"access_token": token, "expires_in": 3599, "scope": scope, "token_type": "Bearer"}


def _list(kind: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    pages = {"totalResults": len(items), "resultsPerPage": len(items)}
    return {"kind": f"youtube#{kind}ListResponse", "items": items, "pageInfo": pages}


def _item(film: Film) -> dict[str, Any]:
    return {"kind": "youtube#playlistItem", "id": "-", "contentDetails": {"videoId": film.id}}


def _response(status: int, told: dict[str, Any] | None) -> httpx.Response:
    return httpx.Response(status) if told is None else httpx.Response(status, json=told)
