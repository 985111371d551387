"""The film of a post on YouTube, uploaded in pieces that go on where they stopped.

https://developers.google.com/youtube/v3/guides/using_resumable_upload_protocol
"""

from __future__ import annotations

import re
from datetime import timedelta

import httpx

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.http import Answer
from sinergi.connectors.youtube import words
from sinergi.connectors.youtube.api import BASE, GONE, Api, listed
from sinergi.connectors.youtube.resource import resource
from sinergi.lib.text import say

#: Bytes of one piece: a multiple of 256 KiB, as YouTube wants it.
PIECE = 32 * 256 * 1024
#: When to look again for a video whose upload is gone.
AGAIN = timedelta(seconds=30)
#: Our newest uploads that are looked through for one that may be there already.
NEWEST = "50"
MORE = frozenset({308})


class Film:
    """One video on its way. Every step is stored before the next is taken."""

    def __init__(self, api: Api, draft: Draft, key: str, progress: Progress, keep: Keep) -> None:
        self.api, self.draft, self.key = api, draft, key
        self.kept = {name: value for name, value in progress.items() if value}
        self.keep = keep

    def store(self, name: str, value: str) -> None:
        if value:
            self.kept[name] = value
        else:
            self.kept.pop(name, None)
        self.keep(name, value)

    def upload(self, film: Media) -> None:
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
            raise Unavailable(gone, retry_after=AGAIN)

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


def _session(address: str) -> str:
    """Return the address of an upload. Anything outside of Google raises: nothing is sent there."""
    place = httpx.URL(address)
    if place.scheme != "https" or not f".{place.host}".endswith(".googleapis.com"):
        raise ValueError("no address of an upload")
    return address
