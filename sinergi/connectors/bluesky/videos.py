"""A video on its way up: to the network's video service, which puts it into the account's store
when it is ready; where there is no such service, straight to the store.

https://docs.bsky.app/docs/tutorials/video
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.bluesky.api import Api, address
from sinergi.connectors.bluesky.asking import Asker, meaning, plain
from sinergi.connectors.bluesky.uploads import Blob, Kept, blob_of, upload
from sinergi.connectors.contract import Media
from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.http import ask
from sinergi.lib.text import say

VIDEO = "https://video.bsky.app"
#: How long the video service may use what we lend it, in seconds.
LENT = 30 * 60
#: When to ask again about a video that is still worked on.
WORKING = timedelta(seconds=5)
#: It had this video already: the answer says which job it was.
CONFLICT = 409


def video(api: Api, media: Media, kept: Kept) -> Blob:
    """Return a video's blob. Raises Unavailable while the service works on it."""
    job = kept.get("job") or _sent(api, media)
    if not job:
        return upload(api, media.open, media.mime, media.size)
    if kept.get("job") != job:
        kept.keep("job", job)
    url = f"{VIDEO}/xrpc/app.bsky.video.getJobStatus"
    try:
        told = _job(Asker(api.http).call("GET", url, params={"jobId": job}))
    except Refused:
        kept.keep("job", "")  # it knows no such job any more: the next one is begun anew
        raise
    with understanding(VIDEO):
        if told.get("blob"):
            return blob_of(told["blob"])
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
                params={"did": api.did, "name": media.name},
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
