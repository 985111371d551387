"""What a channel holds: its videos, and what is said under them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

ME = {"id": "UC1111111111111111111111", "title": "Kecamatan Cibinong", "handle": "@kec.cibinong"}
WARGA = {"id": "UC2222222222222222222222", "title": "Warga Bogor", "handle": "@warga.bogor"}
UPLOADS = "UU1111111111111111111111"


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Film:
    id: str
    snippet: dict[str, Any]
    status: dict[str, Any]
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    #: How often YouTube will say that it still works on it.
    left: int = 0
    rejected: str = ""
    thumbnail: bytes = b""
    captions: dict[str, str] = field(default_factory=dict)

    def told(self, parts: set[str]) -> dict[str, Any]:
        state = "rejected" if self.rejected else "uploaded" if self.left else "processed"
        status = {**self.status, "uploadStatus": state}
        if self.rejected:
            status["rejectionReason"] = self.rejected
        whole: dict[str, Any] = {
            "snippet": {**self.snippet, "channelId": ME["id"], "publishedAt": stamp(self.at)},
            "status": status,
            "processingDetails": {"processingStatus": "processing" if self.left else "succeeded"},
            "statistics": {"viewCount": "410", "likeCount": "7", "commentCount": "2"},
        }
        named = {"kind": "youtube#video", "id": self.id}
        return named | {part: whole[part] for part in whole if part in parts}


@dataclass(slots=True)
class Said:
    """One comment: under a video, or under the comment ``above`` it."""

    id: str
    video: str
    author: dict[str, str]
    words: str
    above: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    state: str = "published"

    def told(self) -> dict[str, Any]:
        snippet = {
            "authorDisplayName": self.author["handle"],
            "authorChannelId": {"value": self.author["id"]},
            "textDisplay": self.words,
            "publishedAt": stamp(self.at),
            "updatedAt": stamp(self.at),
            "likeCount": 0,
        }
        if self.author is ME:
            snippet["textOriginal"] = self.words
        if self.above:
            snippet["parentId"] = self.above
        return {"kind": "youtube#comment", "id": self.id, "snippet": snippet}


@dataclass(slots=True)
class Channel:
    films: dict[str, Film] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    audited: bool = True
    _number: int = 100

    def next(self) -> int:
        self._number += 1
        return self._number

    def film(self, told: dict[str, Any]) -> Film:
        film = Film(f"video{self.next():06}", told["snippet"], told["status"])
        self.films[film.id] = film
        return film

    def speak(self, video: str, author: dict[str, str], words: str, above: str = "") -> Said:
        number = self.next()
        name = f"{above}.{number:022}" if above else f"Ug{number:024}"
        self.said[name] = Said(name, video, author, words, above)
        return self.said[name]

    def threads(self, video: str = "") -> list[dict[str, Any]]:
        """Return threads, the newest first, with at most five answers of each."""
        tops = [
            one
            for one in self.said.values()
            if not one.above and one.state == "published" and video in {"", one.video}
        ]
        return [self.thread(top) for top in tops[::-1]]

    def thread(self, top: Said) -> dict[str, Any]:
        below = self.below(top.id)
        snippet = {
            "channelId": ME["id"],
            "videoId": top.video,
            "topLevelComment": top.told(),
            "canReply": True,
            "totalReplyCount": len(below),
            "isPublic": True,
        }
        thread: dict[str, Any] = {
            "kind": "youtube#commentThread",
            "id": top.id,
            "snippet": snippet,
        }
        if below:
            thread["replies"] = {"comments": [one.told() for one in below[:5]]}
        return thread

    def below(self, above: str) -> list[Said]:
        """Return the answers to a comment, the newest first."""
        found = [o for o in self.said.values() if o.above == above and o.state == "published"]
        return found[::-1]
