"""What the network tells of people and of numbers, taken apart."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.bluesky.api import page_of
from sinergi.connectors.contract import Incoming, IncomingKind, Metric, Sample
from sinergi.lib.text import say

log = logging.getLogger(__name__)

#: What people do that we answer, and what it is to us.
KINDS: dict[str, IncomingKind] = {"reply": "comment", "mention": "mention", "quote": "mention"}

#: Figures of a post and of the account, under the network's own names.
OF_POSTS = {
    "likes": "likeCount",
    "shares": "repostCount",
    "replies": "replyCount",
    "quotes": "quoteCount",
}
OF_ACCOUNT = {"followers": "followersCount", "following": "followsCount", "posts": "postsCount"}

METRICS = (
    Metric("likes", say("Likes"), say("People who like the post now.")),
    Metric("shares", say("Reposts"), say("People who reposted the post and did not undo it.")),
    Metric("replies", say("Replies"), say("Answers directly below the post.")),
    Metric("quotes", say("Quotes"), say("Posts that quote the post.")),
    Metric("followers", say("Followers"), say("Accounts that follow this account now.")),
    Metric("following", say("Following"), say("Accounts that this account follows now.")),
    Metric("posts", say("Posts"), say("Posts of the account, answers included.")),
)


def moment(told: str) -> datetime:
    """Return a moment of the network, in UTC. Raises ValueError: it is none, or has no zone."""
    at = datetime.fromisoformat(told)
    if at.tzinfo is None:
        raise ValueError("a moment without a zone")
    return at.astimezone(UTC)


def readable(notes: Iterable[dict[str, Any]], us: str) -> Iterator[Incoming]:
    """Yield what can be read. One message that cannot must not keep all later ones away."""
    for note in notes:
        try:
            if note["author"]["did"] != us:
                yield _incoming(note)
        except MISSHAPEN:
            log.warning("A notification that cannot be read was left out")


def _incoming(note: dict[str, Any]) -> Incoming:
    author, record, uri = note["author"], note["record"], name_of(note, "uri")
    handle = name_of(author, "handle")
    answered = (record.get("reply") or {}).get("parent") or {}
    parent = answered.get("uri") or (note.get("reasonSubject") if note["reason"] == "quote" else "")
    return Incoming(
        remote_id=uri,
        kind=KINDS[note["reason"]],
        author=handle,
        author_name=str(author.get("displayName") or handle),
        text=str(record.get("text") or ""),
        at=moment(note["indexedAt"]),
        url=page_of(uri),
        in_reply_to=str(parent) if parent else None,
        author_id=name_of(author, "did"),
        attachments=tuple(_pictures(record, author["did"])),
    )


def _pictures(record: dict[str, Any], account: str) -> Iterator[str]:
    """Yield where the pictures of a post are shown. Other files are seen on its page."""
    embed = record.get("embed") or {}
    for image in embed.get("images") or ():
        link = image["image"]["ref"]["$link"]
        yield f"https://cdn.bsky.app/img/feed_fullsize/plain/{account}/{link}@jpeg"


def samples(told: dict[str, Any], names: dict[str, str], remote_id: str) -> Iterator[Sample]:
    """Yield the figures an answer holds; one it does not hold is absent."""
    now = datetime.now(UTC)
    for metric, name in names.items():
        value = told.get(name)
        if type(value) is int:
            yield Sample(remote_id, metric, value, now)
