"""A video on its way to TikTok, piece by piece; with its last byte TikTok publishes it.

https://developers.tiktok.com/doc/content-posting-api-media-transfer-guide: pieces of 5 to 64 MB one
after another, the last one up to 128 MB, their number the size divided by theirs, rounded down. The
address takes pieces for an hour.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.tiktok.answers import Status, status
from sinergi.connectors.tiktok.api import BASE, Api
from sinergi.connectors.tiktok.options import post_info
from sinergi.connectors.tiktok.pieces import put

PIECE = 10_000_000

#: How long an address is used; TikTok closes it after an hour.
OPEN = timedelta(minutes=55)

#: What is kept of an upload.
KEPT = ("publish_id", "upload_url", "until", "sent", "ready", "again")


@dataclass(frozen=True, slots=True)
class Upload:
    publish_id: str
    url: str
    sent: int


def spans(size: int) -> list[tuple[int, int]]:
    """Return the first byte and the one after the last of each piece."""
    count = max(1, size // PIECE)
    starts = [PIECE * number for number in range(count)]
    return list(zip(starts, [*starts[1:], size], strict=True))


def status_of(api: Api, publish_id: str) -> Status | None:
    """Return what became of it; nothing where TikTok does not know it (any more)."""
    try:
        told = api.ask("/v2/post/publish/status/fetch/", {"publish_id": publish_id})
    except Refused as e:
        if e.facts.get("code") == "invalid_publish_id":
            return None
        raise
    with understanding(BASE):
        return status(told)


def prepare(api: Api, draft: Draft, video: Media, progress: Progress, keep: Keep) -> None:
    """Send all of a video but its last piece."""
    upload = _resumed(api, video, progress, keep) or _begun(api, draft, video, keep)
    for start, end in spans(video.size)[:-1]:
        if end <= upload.sent:
            continue
        try:
            put(api, upload.url, video, start, end, repeatable=True)
        except Unavailable as e:
            if "status" in e.facts:  # TikTok will not go on with this one
                forget(keep)
            raise
        keep("sent", str(end))
    keep("ready", "1")


def _begun(api: Api, draft: Draft, video: Media, keep: Keep) -> Upload:
    pieces = spans(video.size)
    source = {
        "source": "FILE_UPLOAD",
        "video_size": video.size,
        "chunk_size": video.size if len(pieces) == 1 else PIECE,
        "total_chunk_count": len(pieces),
    }
    asked = {"post_info": post_info(draft), "source_info": source}
    told = api.ask("/v2/post/publish/video/init/", asked)  # one that is lost becomes nothing
    with understanding(BASE):
        upload = Upload(name_of(told, "publish_id"), name_of(told, "upload_url"), 0)
    keep("upload_url", upload.url)
    keep("until", (datetime.now(UTC) + OPEN).isoformat())
    keep("publish_id", upload.publish_id)
    return upload


def _resumed(api: Api, video: Media, progress: Progress, keep: Keep) -> Upload | None:
    """Return the upload to go on with, or nothing: a new one is begun, the old can be no post.

    Called a second time after all was ready, it begins anew: TikTok did not take the last piece.
    """
    publish_id = progress.get("publish_id")
    if not publish_id:
        return None
    now = status_of(api, publish_id)
    if now is not None and now.taken(video.size):
        return Upload(publish_id, progress["upload_url"], video.size)
    if now is None or now.failed or closed(progress) or progress.get("again"):
        forget(keep)
        return None
    if progress.get("ready"):
        keep("again", "1")
    return Upload(publish_id, progress["upload_url"], max(now.uploaded, sent(progress)))


def closed(progress: Progress) -> bool:
    """True when the address of an upload takes nothing any more."""
    return datetime.now(UTC) >= datetime.fromisoformat(progress["until"])


def sent(progress: Progress) -> int:
    return int(progress.get("sent") or 0)


def forget(keep: Keep) -> None:
    for name in KEPT:
        keep(name, "")
