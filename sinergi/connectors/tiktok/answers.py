"""What TikTok answers, taken apart. Anything misshapen raises as Python does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import items_of, name_of
from sinergi.connectors.contract import Limits

#: Who may see a post, in TikTok's words.
PUBLIC, FRIENDS = "PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS"
FOLLOWERS, SELF = "FOLLOWER_OF_CREATOR", "SELF_ONLY"

STATES = {
    "PROCESSING_UPLOAD",
    "PROCESSING_DOWNLOAD",
    "SEND_TO_USER_INBOX",
    "PUBLISH_COMPLETE",
    "FAILED",
}


@dataclass(frozen=True, slots=True)
class Status:
    """What became of one ``publish_id``: how many bytes arrived, which post it is, or why not."""

    state: str
    uploaded: int
    post: str
    reason: str

    @property
    def failed(self) -> bool:
        return self.state == "FAILED"

    def taken(self, size: int) -> bool:
        """True when TikTok holds the whole file, or has published it: nothing is left to send."""
        return self.state == "PUBLISH_COMPLETE" or (not self.failed and self.uploaded >= size)


def status(told: dict[str, Any]) -> Status:
    """The name of the field with the post's id is misspelt by TikTok."""
    state, uploaded = name_of(told, "status"), told.get("uploaded_bytes", 0)
    if state not in STATES or type(uploaded) is not int:
        raise ValueError("an unknown state")
    posts = items_of(told.get("publicaly_available_post_id", []))
    if any(type(post) not in {int, str} for post in posts):
        raise TypeError("an id is expected")
    post = str(posts[0]) if posts else ""
    return Status(state, uploaded, post, str(told.get("fail_reason") or ""))


@dataclass(frozen=True, slots=True)
class Creator:
    """What an account may be asked for each post, at this moment."""

    nickname: str
    levels: tuple[str, ...]
    comment: bool
    duet: bool
    stitch: bool
    seconds: int


def creator(told: dict[str, Any]) -> Creator:
    levels = tuple(str(level) for level in items_of(told["privacy_level_options"]))
    closed = [told[f"{what}_disabled"] for what in ("comment", "duet", "stitch")]
    seconds = told["max_video_post_duration_sec"]
    if any(type(flag) is not bool for flag in closed) or type(seconds) is not int:
        raise TypeError("yes or no, and a number of seconds are expected")
    comment, duet, stitch = (not flag for flag in closed)
    return Creator(name_of(told, "creator_nickname"), levels, comment, duet, stitch, seconds)


def limits(one: Creator, card: Limits) -> Limits:
    return replace(card, video_seconds=one.seconds) if one.seconds > 0 else card


def address(post: str) -> str:
    """Return where anybody sees a post; TikTok's own form of it needs the name of the account."""
    return f"https://www.tiktok.com/player/v1/{post}" if post else ""


def figures(video: dict[str, Any]) -> Iterator[tuple[str, int]]:
    for metric, name in (
        ("views", "view_count"),
        ("likes", "like_count"),
        ("comments", "comment_count"),
        ("shares", "share_count"),
    ):
        if type(video.get(name)) is int:
            yield metric, video[name]


def made(video: dict[str, Any]) -> datetime:
    """Return when a post was made."""
    return datetime.fromtimestamp(video["create_time"], UTC)
