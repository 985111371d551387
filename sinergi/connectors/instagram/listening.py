"""What people write to an Instagram account: comments, mentions, messages."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.contract import Incoming, Page
from sinergi.connectors.graph import Graph, moment
from sinergi.connectors.graph.messages import Box
from sinergi.connectors.graph.news import Heard, page
from sinergi.connectors.instagram.answering import username

log = logging.getLogger(__name__)

#: How many of the newest posts are looked at, and comments of each at once.
WATCHED = 25
AT_ONCE = 50

COMMENT = "id,text,timestamp,username,from,parent_id"
BELOW = f"{COMMENT},replies.limit({AT_ONCE}){{{COMMENT}}}"
WATCH = f"id,permalink,comments.limit({AT_ONCE}){{{BELOW}}}"
TAGGED = "id,caption,timestamp,permalink,username"


@dataclass(frozen=True, slots=True)
class Post:
    media: str
    url: str
    me: str


def news(graph: Graph, account: str, box: Box, before: Heard) -> Page:
    """Return comments, mentions and messages that were not heard yet, oldest first."""
    me = username(graph, account)
    found = [*box.news(before.since), *_mentions(graph, account)]
    told = graph.get(f"{account}/media", fields=WATCH, limit=WATCHED)
    with understanding(graph.base):
        posts = [
            (Post(name_of(post, "id"), str(post.get("permalink") or ""), me), post)
            for post in items_of(told["data"])
        ]
    for post, raw in posts:
        for comment in _comments(graph, post.media, raw, before.since):
            found += _readable(comment, post)
    return page(before, found)


def _comments(
    graph: Graph, media: str, raw: dict[str, Any], since: datetime
) -> Iterator[dict[str, Any]]:
    """Yield the comments of a post; all since then where the first page is full of new ones.

    The network gives the newest first and knows no "since".
    """
    with understanding(graph.base):
        first = items_of((raw.get("comments") or {"data": []})["data"])
        full = len(first) >= AT_ONCE and moment(first[-1]["timestamp"]) >= since
    if not full:
        yield from first
        return
    for comment in graph.listed(f"{media}/comments", fields=BELOW):
        yield comment
        with understanding(graph.base):
            if moment(comment["timestamp"]) < since:
                return


def _readable(comment: Any, post: Post) -> Iterator[Incoming]:
    """Yield what others wrote: a comment and the answers below it, as far as it can be read."""
    try:
        below = (comment.get("replies") or {}).get("data") or []
        all_ = [comment, *items_of(below)]
    except MISSHAPEN:
        all_ = [comment]
    for one in all_:
        try:
            if one["username"] != post.me:
                yield _incoming(one, post)
        except MISSHAPEN:
            log.warning("A comment that cannot be read was left out")


def _incoming(comment: dict[str, Any], post: Post) -> Incoming:
    parent, who = comment.get("parent_id"), comment.get("from") or {}
    return Incoming(
        remote_id=f"{post.media}/{name_of(comment, 'id')}",
        kind="comment",
        author=name_of(comment, "username"),
        author_name=name_of(comment, "username"),
        text=str(comment.get("text") or ""),
        at=moment(comment["timestamp"]),
        url=post.url,
        in_reply_to=f"{post.media}/{parent}" if parent else post.media,
        author_id=str(who.get("id") or ""),
    )


def _mentions(graph: Graph, account: str) -> Iterator[Incoming]:
    told = graph.get(f"{account}/tags", fields=TAGGED, limit=WATCHED)
    with understanding(graph.base):
        posts = items_of(told["data"])
    for post in posts:
        try:
            yield _mention(post, account)
        except MISSHAPEN:
            log.warning("A mention that cannot be read was left out")


def _mention(post: dict[str, Any], account: str) -> Incoming:
    return Incoming(
        remote_id=f"{name_of(post, 'id')}_{account}",
        kind="mention",
        author=name_of(post, "username"),
        author_name=name_of(post, "username"),
        text=str(post.get("caption") or ""),
        at=moment(post["timestamp"]),
        url=str(post.get("permalink") or ""),
    )
