"""What YouTube answers, taken apart. Anything misshapen raises as Python does."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Incoming, Published

log = logging.getLogger(__name__)


def parts(remote_id: str) -> tuple[str, str]:
    """Return the video and the comment a remote id names: "video" or "video/comment"."""
    video, _, comment = remote_id.partition("/")
    return video, comment


def address(remote_id: str) -> str:
    video, comment = parts(remote_id)
    return f"https://www.youtube.com/watch?v={video}" + (f"&lc={comment}" if comment else "")


def published(remote_id: str) -> Published:
    return Published(remote_id, address(remote_id))


def moment(thing: Any) -> datetime:
    return datetime.fromisoformat(thing["publishedAt"]).astimezone(UTC)


def comments(threads: list[Any], me: str) -> Iterator[Incoming]:
    """Yield what others wrote under our videos: threads, and the answers that came with them."""
    for thread in threads:
        try:
            video, first = name_of(thread["snippet"], "videoId"), thread["snippet"]
            found = [
                first["topLevelComment"],
                *((thread.get("replies") or {}).get("comments") or ()),
            ]
        except MISSHAPEN:
            log.warning("A thread that cannot be read was left out")
            continue
        yield from others(found, video, me)


def others(found: list[Any], video: str, me: str) -> Iterator[Incoming]:
    """Yield comments of others. One that cannot be read must not keep all later ones away."""
    for comment in found:
        try:
            if author_id(comment) != me:
                yield _comment(comment, video)
        except MISSHAPEN:
            log.warning("A comment that cannot be read was left out")


def author_id(comment: Any) -> str:
    known = comment["snippet"].get("authorChannelId") or {}
    return str(known.get("value") or "")


def _comment(comment: Any, video: str) -> Incoming:
    snippet, remote_id = comment["snippet"], f"{video}/{name_of(comment, 'id')}"
    name, above = name_of(snippet, "authorDisplayName"), str(snippet.get("parentId") or "")
    return Incoming(
        remote_id=remote_id,
        kind="comment",
        author=name.lstrip("@") or name,
        author_name=name,
        text=str(snippet["textDisplay"]),
        at=moment(snippet),
        url=address(remote_id),
        in_reply_to=f"{video}/{above}" if above else video,
        author_id=author_id(comment),
    )
