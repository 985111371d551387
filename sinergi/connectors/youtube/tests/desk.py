"""Where YouTube takes films in: uploads in pieces, and captions."""

from __future__ import annotations

import email
import json
import re
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, cast

import httpx

from sinergi.connectors.youtube.tests import discovery
from sinergi.connectors.youtube.tests.channel import Channel, Film
from sinergi.connectors.youtube.tests.trouble import Reply, Trouble, refusal


@dataclass(slots=True)
class Session:
    told: dict[str, Any]
    size: int
    arrived: bytes = b""
    made: Film | None = None


@dataclass(slots=True)
class Desk:
    channel: Channel
    trouble: Trouble
    sessions: dict[str, Session] = field(default_factory=dict)

    def begin(self, request: httpx.Request, told: dict[str, Any]) -> httpx.Response:
        assert told["status"]["privacyStatus"] == "private"
        assert request.headers["X-Upload-Content-Type"].startswith("video/")
        name = f"s{len(self.sessions)}"
        size = int(request.headers["X-Upload-Content-Length"])
        self.sessions[name] = Session(told, size)
        place = f"https://youtube.googleapis.com/session/{name}?upload_id=geheim-{name}"
        return httpx.Response(200, headers={"Location": place})

    def piece(self, request: httpx.Request) -> httpx.Response:
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
            return httpx.Response(200, json=whole)
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

    def captions(self, request: httpx.Request) -> Reply:
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
