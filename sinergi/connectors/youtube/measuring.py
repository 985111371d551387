"""The figures YouTube tells, of videos and of the channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Limits, Metric, Sample
from sinergi.connectors.youtube.answers import parts
from sinergi.connectors.youtube.api import BASE, Api, listed
from sinergi.lib.text import say

#: YouTube takes fifty ids at once.
AT_ONCE = 50
VIDEO = {"views": "viewCount", "likes": "likeCount", "replies": "commentCount"}
CHANNEL = {"followers": "subscriberCount", "posts": "videoCount", "views": "viewCount"}
METRICS = (
    Metric("views", say("Views"), say("How often the video, or all videos, were watched so far.")),
    Metric("likes", say("Likes"), say("How many accounts like the video now.")),
    Metric("replies", say("Comments"), say("How many comments and answers the video has now.")),
    Metric(
        "followers",
        say("Subscribers"),
        say("How many accounts subscribed to the channel; YouTube rounds to three digits."),
    ),
    Metric("posts", say("Videos"), say("How many public videos the channel has now.")),
)


def videos(api: Api, remote_ids: Sequence[str]) -> Iterator[Sample]:
    """Yield the figures of videos that are there; comments have none."""
    asked = [video for video, comment in map(parts, remote_ids) if not comment]
    for first in range(0, len(asked), AT_ONCE):
        ids = ",".join(asked[first : first + AT_ONCE])
        told = api.get("videos", part="statistics", id=ids)
        with understanding(BASE):
            found = [
                sample
                for video in listed(told)
                for sample in _of(video["statistics"], VIDEO, name_of(video, "id"))
            ]
        yield from found


def channel(api: Api) -> list[Sample]:
    told, _ = api.channel("statistics")
    with understanding(BASE):
        figures = dict(told["statistics"])
        if figures.get("hiddenSubscriberCount"):
            figures.pop("subscriberCount", None)
        return list(_of(figures, CHANNEL, ""))


def _of(told: Any, figures: dict[str, str], remote_id: str) -> Iterator[Sample]:
    """Yield figures. YouTube writes them as text; one that is hidden is left out."""
    now = datetime.now(UTC)
    for metric, name in figures.items():
        value = told.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
            yield Sample(remote_id, metric, int(value), now)


def seconds(api: Api, card: Limits) -> int:
    """Return how long a video of this channel may be: 15 minutes until its phone is verified."""
    told, _ = api.channel("status")
    with understanding(BASE):
        allowed = (told.get("status") or {}).get("longUploadsStatus")
    return card.video_seconds if allowed == "allowed" else 15 * 60
