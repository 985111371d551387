"""What goes out: a video with the last byte of its upload, photos when TikTok is told of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.connectors.tiktok import uploading
from sinergi.connectors.tiktok.answers import address, made
from sinergi.connectors.tiktok.api import BASE, Api, refusal
from sinergi.connectors.tiktok.options import post_info
from sinergi.connectors.tiktok.words import same
from sinergi.lib.text import say

#: How far TikTok's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

#: What one page of our own posts holds at the most, and how many pages are looked through.
PAGE, PAGES = 20, 10

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
    return _photos(api, draft) if video is None else _video(api, video, progress)


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
    answer = uploading.put(api, progress["upload_url"], video, start, end)
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


def _photos(api: Api, draft: Draft) -> Published:
    """Tell TikTok where the pictures are, at addresses nobody was told before: each attempt has
    its own, so that ours show which of them TikTok came for.
    """
    asked = {
        "media_type": "PHOTO",
        "post_mode": "DIRECT_POST",
        "post_info": post_info(draft),
        "source_info": {
            "source": "PULL_FROM_URL",
            "photo_cover_index": 0,
            "photo_images": [media.link() for media in draft.media if media.link],
        },
    }
    told = api.post("/v2/post/publish/content/init/", asked)
    with understanding(BASE, harmless=False):
        return Published(name_of(told, "publish_id"), "")


def find(
    api: Api, draft: Draft, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    if video_of(draft) is None:
        return _listed(api, draft, since - SKEW, known)
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


def _listed(api: Api, draft: Draft, since: datetime, known: frozenset[str]) -> Published | None:
    """Look for photos among our own posts. TikTok lists them late and not all of them, so that one
    that is not there may still have gone out: Unconfirmed, for a person to look.
    """
    with understanding(BASE):
        fits = [
            video
            for video in own(api, since)
            if name_of(video, "id") not in known and _fits(video, draft)
        ]
        if fits:
            first = min(fits, key=made)
            return Published(name_of(first, "id"), str(first.get("share_url") or ""))
    raise Unconfirmed(say("TikTok does not list the post. Look into TikTok's app before sending."))


def _fits(video: dict[str, Any], draft: Draft) -> bool:
    shown = {str(video.get("video_description") or ""), str(video.get("title") or "")}
    return any(same(draft.text, text) for text in shown)


def own(api: Api, since: datetime) -> Iterator[dict[str, Any]]:
    """Yield our own public posts, newest first, until one is older than ``since``."""
    asked: dict[str, Any] = {"max_count": PAGE}
    for _ in range(PAGES):
        fields = "id,create_time,title,video_description,share_url"
        told = api.ask("/v2/video/list/", asked, fields=fields)
        videos = items_of(told["videos"])
        yield from (video for video in videos if made(video) >= since)
        if not told["has_more"] or any(made(video) < since for video in videos):
            return
        asked["cursor"] = int(told["cursor"])
    raise Unavailable(say("{host} has more than can be read at once."), host="open.tiktokapis.com")
