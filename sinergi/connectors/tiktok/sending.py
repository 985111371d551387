"""What goes out: a video with the last byte of its upload, photos when TikTok is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published, Receipt
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.connectors.tiktok import photos, uploading
from sinergi.connectors.tiktok.answers import address
from sinergi.connectors.tiktok.api import Api, refusal
from sinergi.connectors.tiktok.options import post_info
from sinergi.connectors.tiktok.pieces import put
from sinergi.connectors.tiktok.words import REASONS
from sinergi.lib.text import say

#: How far TikTok's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

MOST_PHOTOS = 35


def video_of(draft: Draft) -> Media | None:
    """Return the video of a post; nothing: it has photos. Raises Refused for what is neither."""
    videos = [media for media in draft.media if media.video]
    if not draft.media or len(videos) > 1 or (videos and len(draft.media) > 1):
        raise Refused(say("A TikTok post is one video, or one or more pictures."))
    if len(draft.media) > MOST_PHOTOS:
        raise Refused(say("A TikTok post holds {most} pictures."), most=MOST_PHOTOS)
    return videos[0] if videos else None


def prepare(api: Api, draft: Draft, progress: Progress, keep: Keep) -> None:
    video = video_of(draft)
    post_info(draft)  # a choice that is missing is said before anything is sent
    if video is not None:
        uploading.prepare(api, draft, video, progress, keep)
    elif any(media.link is None for media in draft.media):
        raise Refused(
            say("TikTok fetches pictures itself, and this installation has no address for them.")
        )


def publish(api: Api, draft: Draft, progress: Progress) -> Published:
    video = video_of(draft)
    return photos.publish(api, draft) if video is None else _video(api, video, progress)


def _video(api: Api, video: Media, progress: Progress) -> Published:
    """Send the last piece: it is what publishes. The post's id is known only later."""
    publish_id = progress.get("publish_id") or ""
    now = uploading.status_of(api, publish_id) if publish_id else None
    if now is not None and now.failed:
        raise refusal(now.reason or "internal")
    if now is not None and now.taken(video.size):
        return Published(publish_id, address(now.post))
    if now is None or uploading.closed(progress):
        ended = say("TikTok no longer takes this upload. It is begun anew.")
        raise Unavailable(ended, retry_after=timedelta(0))
    start, end = uploading.spans(video.size)[-1]
    answer = put(api, progress["upload_url"], video, start, end)
    if answer.status == 206:  # "go on": it waits for more, as we do not
        raise Unconfirmed(say("TikTok has not taken all of the video."))
    return _handed_over(api, publish_id)


def _handed_over(api: Api, publish_id: str) -> Published:
    """Look once what TikTok makes of what it has now: it tells at once of some it will not have.

    A look that fails takes nothing back.
    """
    try:
        now = uploading.status_of(api, publish_id)
    except ConnectorError:
        now = None
    if now is not None and now.failed:
        raise refusal(now.reason or "internal")
    return Published(publish_id, address(now.post) if now is not None else "")


def follow(api: Api, publish_ids: Sequence[str]) -> Iterator[Receipt]:
    """Yield what became of what TikTok was handed over, as its webhooks say it."""
    for publish_id in publish_ids:
        now = uploading.status_of(api, publish_id)
        if now is not None and now.failed:
            yield Receipt(publish_id, "failed", reason=REASONS.get(now.reason, now.reason))
        elif now is not None and now.state == "PUBLISH_COMPLETE":
            yield Receipt(publish_id, "sent", url=address(now.post))


def find(
    api: Api, draft: Draft, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    if video_of(draft) is None:
        return photos.find(api, draft, since - SKEW, known)
    return _uploaded(api, draft.media[0].size, progress, since, known)


def _uploaded(
    api: Api, size: int, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    publish_id = progress.get("publish_id")
    if not publish_id or publish_id in known or _younger(progress, since):
        return None
    now = uploading.status_of(api, publish_id)
    if now is None or not now.taken(size):
        return None
    return Published(publish_id, address(now.post))


def _younger(progress: Progress, since: datetime) -> bool:
    """True when an upload could no longer be sent to at ``since``."""
    return datetime.fromisoformat(progress["until"]) < since - SKEW
