"""Photo posts: TikTok fetches the pictures when it is told of the post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Unavailable, Unconfirmed
from sinergi.connectors.tiktok.answers import made
from sinergi.connectors.tiktok.api import BASE, Api
from sinergi.connectors.tiktok.options import post_info
from sinergi.connectors.tiktok.words import same
from sinergi.lib.text import say

#: What one page of our own posts holds at the most, and how many pages are looked through.
PAGE, PAGES = 20, 10


def publish(api: Api, draft: Draft) -> Published:
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


def find(api: Api, draft: Draft, since: datetime, known: frozenset[str]) -> Published | None:
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
    raise Unavailable(say("{host} has more than can be read at once."), host=httpx.URL(BASE).host)
