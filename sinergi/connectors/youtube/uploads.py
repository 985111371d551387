"""A video, uploaded as private, with its picture and captions, until YouTube has worked on it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Media
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.youtube import words
from sinergi.connectors.youtube.api import BASE, listed
from sinergi.connectors.youtube.resource import parts
from sinergi.connectors.youtube.resuming import Film
from sinergi.lib.text import say

#: When to ask again about a video that YouTube works on.
WORKING = timedelta(seconds=30)
CONFLICT = 409


class Video(Film):
    """A film, and what goes with it."""

    def prepare(self) -> None:
        """Raises Unavailable while YouTube works on it, Refused where it will take none of it."""
        if self.draft.reply_to:
            raise Refused(say("A comment on YouTube holds no files."))
        film, picture = parts(self.draft)
        words.check(self.draft, self.key)
        if "video" not in self.kept:
            self.upload(film)
        if picture is not None and "picture" not in self.kept:
            self._picture(picture)
        if self.draft.options.get("captions", "").strip() and "captions" not in self.kept:
            self._captions()
        if "ready" not in self.kept:
            self._settle()

    def _picture(self, picture: Media) -> None:
        with picture.open() as file:
            self.api.call(
                "POST",
                "/upload/youtube/v3/thumbnails/set",
                repeatable=True,
                params={"videoId": self.kept["video"], "uploadType": "media"},
                headers={"Content-Type": picture.mime},
                content=file.read(),
            )
        self.store("picture", "1")

    def _captions(self) -> None:
        """Add captions in Indonesian. YouTube has one of each language: twice is a conflict."""
        told = {"videoId": self.kept["video"], "language": "id", "name": "", "isDraft": False}
        body, kind = _related({"snippet": told}, self.draft.options["captions"].strip())
        try:
            self.api.call(
                "POST",
                "/upload/youtube/v3/captions",
                repeatable=True,
                params={"part": "snippet", "uploadType": "multipart"},
                headers={"Content-Type": kind},
                content=body,
            )
        except Refused as e:
            if e.facts.get("status") != CONFLICT:
                raise
        self.store("captions", "1")

    def _settle(self) -> None:
        told = self.api.get("videos", part="status,processingDetails", id=self.kept["video"])
        with understanding(BASE):
            status = listed(told)[0]["status"]
            state = str(status["uploadStatus"])
            reason = str(status.get("rejectionReason") or status.get("failureReason") or state)
        if state == "processed":
            self.store("ready", "1")
        elif state == "uploaded":
            working = say("YouTube is still working on the video.")
            raise Unavailable(working, retry_after=WORKING)
        else:
            raise Refused(say("YouTube did not take the video: {reason}"), reason=reason[:200])


def _related(told: dict[str, Any], text: str) -> tuple[bytes, str]:
    """Return a body of two parts, JSON and a file, and its type (RFC 2387)."""
    edge = "sinergi-part"
    while edge in text:
        edge += "-"
    head = f"--{edge}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{json.dumps(told)}"
    tail = f"--{edge}\r\nContent-Type: application/octet-stream\r\n\r\n{text}\r\n--{edge}--"
    return f"{head}\r\n{tail}".encode(), f"multipart/related; boundary={edge}"
