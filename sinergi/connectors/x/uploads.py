"""Files, sent to X before the post that holds them: begun, sent in pieces, ended, worked on.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.x.api import BASE, GONE, Api, id_of
from sinergi.lib.text import say

#: Bytes of one piece. X takes at most 1000 pieces, each no larger than 5 MB.
PIECE = 4_000_000
#: How long an upload is kept where X does not say, and how early it counts as gone.
KEPT = timedelta(hours=24)
EARLY = timedelta(minutes=5)
#: When to ask again about a video where X does not say.
WORKING = timedelta(seconds=5)
#: Longest wait for a video that is believed.
LONGEST = timedelta(hours=1)

#: What is kept of one file, each with its number behind it.
STEPS = ("media", "key", "until", "sent", "final", "alt", "ready")


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Upload what is not uploaded yet. Raises Unavailable while X works on a video."""
    kept = {name: value for name, value in progress.items() if value}
    for n, media in enumerate(draft.media):
        if gone(kept, n):
            _forget(kept, keep, n)
        _File(api, n, media, kept, keep).send(direct=draft.direct)
    for n, media in enumerate(draft.media):
        _File(api, n, media, kept, keep).settle()


def gone(kept: Progress, n: int) -> bool:
    """True when X no longer has a file it was sent: it keeps them for a day."""
    until = kept.get(f"until{n}")
    return bool(until) and datetime.fromisoformat(str(until)) <= datetime.now(UTC)


def _forget(kept: dict[str, str], keep: Keep, n: int) -> None:
    for step in STEPS:
        if kept.pop(f"{step}{n}", ""):
            keep(f"{step}{n}", "")


class _File:
    """One file on its way. Every step is stored before the next is taken."""

    def __init__(self, api: Api, n: int, media: Media, kept: dict[str, str], keep: Keep) -> None:
        self.api, self.n, self.media = api, n, media
        self.kept, self.keep = kept, keep

    def done(self, step: str) -> str:
        return self.kept.get(f"{step}{self.n}", "")

    def store(self, step: str, value: str) -> None:
        self.kept[f"{step}{self.n}"] = value
        self.keep(f"{step}{self.n}", value)

    def send(self, *, direct: bool) -> None:
        if not self.done("media"):
            self._begin(direct)
        try:
            self._pieces()
            if not self.done("final"):
                self._end()
        except Refused as e:
            if e.facts.get("status") in GONE:  # X forgot what it was sent: begin anew
                _forget(self.kept, self.keep, self.n)
                raise Unavailable(str(e.message), retry_after=timedelta(0), **e.facts) from e
            raise
        if self.media.alt and not self.media.video and not self.done("alt"):
            self._describe()

    def _begin(self, direct: bool) -> None:
        asked = {
            "media_category": ("dm_" if direct else "tweet_") + kind(self.media),
            "media_type": self.media.mime,
            "total_bytes": self.media.size,
        }
        told = self._post("/2/media/upload/initialize", json=asked)
        with understanding(BASE):
            begun, lasts = told["data"], told["data"].get("expires_after_secs")
            name, key = id_of(begun), str(begun.get("media_key") or "")
            seconds = timedelta(seconds=lasts) if type(lasts) is int else KEPT
            until = (datetime.now(UTC) + seconds - EARLY).isoformat()
        self.store("key", key)
        self.store("until", until)
        self.store("media", name)

    def _pieces(self) -> None:
        first, total = int(self.done("sent") or 0), -(-self.media.size // PIECE)
        if first >= total:
            return
        with self.media.open() as file:
            file.seek(first * PIECE)
            for index in range(first, total):
                self._post(
                    f"/2/media/upload/{self.done('media')}/append",
                    data={"segment_index": str(index)},
                    files={"media": (self.media.name, file.read(PIECE), self.media.mime)},
                )
                self.store("sent", str(index + 1))

    def _end(self) -> None:
        told = self._post(f"/2/media/upload/{self.done('media')}/finalize")
        with understanding(BASE):
            key, works = told["data"].get("media_key"), told["data"].get("processing_info")
        if key:
            self.store("key", str(key))
        self.store("final", "1")
        if not works:
            self.store("ready", "1")

    def _describe(self) -> None:
        words = {"alt_text": {"text": self.media.alt}}
        self._post("/2/media/metadata", json={"id": self.done("media"), "metadata": words})
        self.store("alt", "1")

    def settle(self) -> None:
        """Ask whether a file is ready. Raises Unavailable while it is not, Refused if never."""
        if self.done("ready"):
            return
        told = self.api.get("/2/media/upload", media_id=self.done("media"), command="STATUS")
        with understanding(BASE):
            works = told["data"].get("processing_info") or {"state": "succeeded"}
            state, after = str(works["state"]), works.get("check_after_secs")
        if state == "succeeded":
            self.store("ready", "1")
        elif state == "failed":
            _forget(self.kept, self.keep, self.n)
            reason = _reason(works)
            raise Refused(say("X could not read the file {name}: {reason}"), **self._told(reason))
        else:
            wait = timedelta(seconds=after) if type(after) is int and 0 < after < 3600 else WORKING
            working = say("X is still working on the file {name}.")
            raise Unavailable(working, retry_after=min(wait, LONGEST), name=self.media.name)

    def _told(self, reason: str) -> dict[str, str]:
        return {"name": self.media.name, "reason": reason}

    def _post(self, path: str, **request: Any) -> Any:
        return self.api.call("POST", path, repeatable=True, **request)


def kind(media: Media) -> str:
    if media.video:
        return "video"
    return "gif" if media.mime == "image/gif" else "image"


def _reason(works: Any) -> str:
    error = works.get("error")
    told = (error.get("message") or error.get("name")) if isinstance(error, dict) else error
    return str(told or works["state"])[:200]
