"""Files on their way up. Nobody sees them until a post names them.

https://docs.bsky.app/docs/tutorials/video: a video goes to the network's video service, which puts
it into the account's store when it is ready; where there is no such service, straight to the store.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.bluesky.api import Api, address
from sinergi.connectors.bluesky.asking import Asker, Opener, meaning, plain
from sinergi.connectors.contract import Keep, Media, Progress
from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.http import ask
from sinergi.lib.text import say

VIDEO = "https://video.bsky.app"
#: How long the video service may use what we lend it, in seconds.
LENT = 30 * 60
#: When to ask again about a video that is still worked on.
WORKING = timedelta(seconds=5)
#: Uploads that no post names are thrown away, and no server says which are still there. Whoever
#: prepares again after so long (a post that was not accepted) uploads again; it is the same blob.
FRESH = timedelta(minutes=1)
#: It had this video already: the answer says which job it was.
CONFLICT = 409

Blob = dict[str, Any]


class Kept(dict[str, str]):
    """The progress as it is now: what is kept on the way is in it at once."""

    def __init__(self, progress: Progress, keep: Keep) -> None:
        super().__init__(progress)
        self._keep = keep

    def keep(self, name: str, value: str) -> None:
        self._keep(name, value)
        self[name] = value


def stored(kept: Kept, name: str, make: Callable[[], Blob]) -> Blob:
    """Return the blob kept under ``name``, made now where none is; what named it is built anew."""
    now = datetime.now(UTC)
    blob = _kept(kept, name, now)
    if blob is None:
        blob = make()
        if kept.get("record"):
            kept.keep("record", "")
        kept.keep(name, json.dumps({"blob": blob, "at": now.isoformat()}))
    return blob


def _kept(progress: Progress, name: str, now: datetime) -> Blob | None:
    """Return what was uploaded under this name and is still fresh."""
    try:
        told = json.loads(progress[name])
        at = datetime.fromisoformat(told["at"])
        return dict(told["blob"]) if now - at < FRESH else None
    except MISSHAPEN:
        return None


def wait(progress: Progress) -> timedelta:
    """Return how long until ``prepare`` uploads everything anew."""
    now = datetime.now(UTC)
    kept = [value for name, value in progress.items() if name.startswith("blob") and value]
    ages = [now - datetime.fromisoformat(json.loads(value)["at"]) for value in kept]
    return max(timedelta(0), *(FRESH - age for age in ages)) if ages else timedelta(0)


def upload(api: Api, opener: Opener, mime: str, size: int) -> Blob:
    """Put a file into the account's store."""
    headers = {"Content-Type": mime, "Content-Length": str(size)}
    told = api.call(
        "POST",
        "com.atproto.repo.uploadBlob",
        repeatable=True,
        opener=opener,
        headers=headers,
    )
    with understanding(api.server):
        return _blob(told["blob"])


def video(api: Api, media: Media, kept: Kept) -> Blob:
    """Return a video's blob. Raises Unavailable while the service works on it."""
    job = kept.get("job") or _sent(api, media)
    if not job:
        return upload(api, media.open, media.mime, media.size)
    if kept.get("job") != job:
        kept.keep("job", job)
    url = f"{VIDEO}/xrpc/app.bsky.video.getJobStatus"
    told = _job(Asker(api.http).call("GET", url, params={"jobId": job}))
    with understanding(VIDEO):
        if told.get("blob"):
            return _blob(told["blob"])
        failed = told["state"] == "JOB_STATE_FAILED"
    if failed:
        kept.keep("job", "")
        reason = plain(told.get("message") or told.get("error") or "")
        raise Refused(say("The video was not accepted: {reason}"), reason=reason)
    raise Unavailable(say("The video is still being worked on."), retry_after=WORKING)


def _sent(api: Api, media: Media) -> str:
    """Hand a video to the service and return its job; nothing: no such service is there for us."""
    try:
        token = _lent(api)
        headers = {
            "Authorization": f"Bearer {token}",
            "Content-Type": media.mime,
            "Content-Length": str(media.size),
        }
        with media.open() as file:
            told = ask(
                api.http,
                "POST",
                f"{VIDEO}/xrpc/app.bsky.video.uploadVideo",
                repeatable=True,
                meaning=meaning,
                fine=frozenset({CONFLICT}),
                params={"did": api.did, "name": quote(media.name)},
                headers=headers,
                content=file,
            ).told
    except SignedOut:  # a server the service does not know
        return ""
    except Unavailable as e:
        if e.retry_after is not None:
            raise
        return ""
    with understanding(VIDEO):
        return name_of(_job(told), "jobId")


def _lent(api: Api) -> str:
    """Return a token with which the service may put one file into our store."""
    host = urlsplit(address(api.session["server"])).netloc.replace(":", "%3A")
    told = api.get(
        "com.atproto.server.getServiceAuth",
        aud=f"did:web:{host}",
        lxm="com.atproto.repo.uploadBlob",
        exp=str(int(time.time()) + LENT),
    )
    with understanding(api.server):
        return name_of(told, "token")


def _job(told: Any) -> Mapping[str, Any]:
    """Return the state of a job: the service tells it bare, its description one level down."""
    with understanding(VIDEO):
        return dict(told.get("jobStatus") or told)


def _blob(told: Any) -> Blob:
    """Return a blob as posts name it. Raises as Python does when it is none."""
    link = name_of(told["ref"], "$link")
    size = told["size"]
    if type(size) is not int:
        raise TypeError("a size is a number")
    mime = name_of(told, "mimeType")
    return {"$type": "blob", "ref": {"$link": link}, "mimeType": mime, "size": size}
