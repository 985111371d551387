"""A video, uploaded as private, with its picture and captions, until YouTube has worked on it.

https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.http import Answer
from sinergi.connectors.youtube import words
from sinergi.connectors.youtube.api import BASE, GONE, Api, listed
from sinergi.lib.text import say

#: Bytes of one piece: a multiple of 256 KiB, as YouTube wants it.
PIECE = 32 * 256 * 1024
#: When to ask again about a video that YouTube works on, and after a session that is gone.
WORKING = timedelta(seconds=30)
#: Our newest uploads that are looked through for one that may be there already.
NEWEST = "50"
MORE = frozenset({308})
CONFLICT = 409


class Video:
    """One video on its way. Every step is stored before the next is taken."""

    def __init__(self, api: Api, draft: Draft, key: str, progress: Progress, keep: Keep) -> None:
        self.api, self.draft, self.key = api, draft, key
        self.kept = {name: value for name, value in progress.items() if value}
        self.keep = keep

    def prepare(self) -> None:
        """Raises Unavailable while YouTube works on it, Refused where it will take none of it."""
        if self.draft.reply_to:
            raise Refused(say("A comment on YouTube holds no files."))
        film, picture = parts(self.draft)
        words.check(self.draft, self.key)
        if "video" not in self.kept:
            self._upload(film)
        if picture is not None and "picture" not in self.kept:
            self._picture(picture)
        if self.draft.options.get("captions", "").strip() and "captions" not in self.kept:
            self._captions()
        if "ready" not in self.kept:
            self._settle()

    def store(self, name: str, value: str) -> None:
        if value:
            self.kept[name] = value
        else:
            self.kept.pop(name, None)
        self.keep(name, value)

    # -- the film --------------------------------------------------------------------------------

    def _upload(self, film: Media) -> None:
        begun = "session" in self.kept
        if self.kept.get("lost") and self._found():
            return
        if not begun:
            self._begin(film)
        try:
            done = self._ask(film) if begun else 0
            while done is not None:
                done = self._piece(film, done)
        except Refused as e:
            if e.facts.get("status") not in GONE:
                raise
            self._lose()

    def _begin(self, film: Media) -> None:
        told = self.api.ask(
            "POST",
            f"{BASE}/resumable/upload/youtube/v3/videos",
            repeatable=True,
            params={"part": "snippet,status", "uploadType": "resumable"},
            headers={
                "X-Upload-Content-Type": film.mime,
                "X-Upload-Content-Length": str(film.size),
            },
            json=resource(self.draft, self.key),
        )
        with understanding(BASE):
            self.store("session", _session(told.headers["Location"]))

    def _ask(self, film: Media) -> int | None:
        """Ask how much has arrived: a number of bytes, or nothing where all of it has."""
        return self._arrived(self._put(f"bytes */{film.size}", b""))

    def _piece(self, film: Media, first: int) -> int | None:
        with film.open() as file:
            file.seek(first)
            piece = file.read(PIECE)
        last = first + len(piece) - 1
        return self._arrived(self._put(f"bytes {first}-{last}/{film.size}", piece), first)

    def _put(self, span: str, piece: bytes) -> Answer:
        session = self.kept["session"]
        return self.api.ask(
            "PUT",
            session,
            repeatable=True,
            fine=MORE,
            secrets=(session,),
            headers={"Content-Range": span},
            content=piece,
        )

    def _arrived(self, answer: Answer, before: int = -1) -> int | None:
        with understanding(BASE):
            if answer.status not in MORE:
                self.store("video", name_of(answer.told, "id"))
                return None
            span = re.fullmatch(r"bytes=0-([0-9]{1,15})", answer.headers.get("Range", ""))
            arrived = int(span[1]) + 1 if span else 0
            if arrived <= before:
                raise ValueError("nothing arrived")
            return arrived

    def _lose(self) -> None:
        """Let a session go that is gone. Its video may be there all the same: look for it."""
        self.store("session", "")
        self.store("lost", "1")
        if not self._found():
            gone = say("YouTube no longer knows this upload. It begins anew.")
            raise Unavailable(gone, retry_after=WORKING)

    def _found(self) -> bool:
        """Look among our newest uploads for the tag of this post."""
        channel, _ = self.api.channel("contentDetails")
        with understanding(BASE):
            playlist = name_of(channel["contentDetails"]["relatedPlaylists"], "uploads")
            ids = self._newest(playlist)
            ours = listed(self.api.get("videos", part="snippet", id=",".join(ids))) if ids else []
            fits = [v for v in ours if words.mark(self.key) in (v["snippet"].get("tags") or ())]
            if fits:
                self.store("video", name_of(fits[0], "id"))
        return bool(fits)

    def _newest(self, playlist: str) -> list[str]:
        asked = {"part": "contentDetails", "playlistId": playlist, "maxResults": NEWEST}
        try:
            told = self.api.get("playlistItems", **asked)
        except Refused as e:
            if e.facts.get("status") in GONE:  # nothing was ever uploaded
                return []
            raise
        return [name_of(item["contentDetails"], "videoId") for item in listed(told)]

    # -- beside it -------------------------------------------------------------------------------

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


def parts(draft: Draft) -> tuple[Media, Media | None]:
    """Return the film and, where one goes with it, its picture."""
    films = [media for media in draft.media if media.video]
    pictures = [media for media in draft.media if not media.video]
    if len(films) != 1 or len(pictures) > 1:
        raise Refused(say("A post on YouTube is one video, and one picture for it if you want."))
    return films[0], pictures[0] if pictures else None


def resource(draft: Draft, key: str) -> dict[str, Any]:
    """Return what YouTube is told of a video when it is uploaded: private, whatever is wished."""
    return {
        "snippet": {
            "title": words.title(draft),
            "description": draft.text,
            "tags": words.tags(draft, key),
            "categoryId": draft.options.get("category") or "25",
            "defaultLanguage": "id",
        },
        "status": status(draft, "private"),
    }


def status(draft: Draft, privacy: str) -> dict[str, Any]:
    """Return all of a video's status: what is left out of a change falls back to its default."""
    return {
        "privacyStatus": privacy,
        "selfDeclaredMadeForKids": draft.options.get("made_for_kids") == "yes",
        "containsSyntheticMedia": draft.options.get("made_with_ai") == "yes",
        "embeddable": True,
        "license": "youtube",
        "publicStatsViewable": True,
    }


def _session(address: str) -> str:
    """Return the address of an upload. Anything outside of Google raises: nothing is sent there."""
    place = httpx.URL(address)
    if place.scheme != "https" or not f".{place.host}".endswith(".googleapis.com"):
        raise ValueError("no address of an upload")
    return address


def _related(told: dict[str, Any], text: str) -> tuple[bytes, str]:
    """Return a body of two parts, JSON and a file, and its type (RFC 2387)."""
    edge = "sinergi-part"
    while edge in text:
        edge += "-"
    head = f"--{edge}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{json.dumps(told)}"
    tail = f"--{edge}\r\nContent-Type: application/octet-stream\r\n\r\n{text}\r\n--{edge}--"
    return f"{head}\r\n{tail}".encode(), f"multipart/related; boundary={edge}"
