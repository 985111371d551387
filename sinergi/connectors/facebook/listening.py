"""What people write to a page: comments, mentions, messages."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.contract import Incoming, Page
from sinergi.connectors.graph import Graph, moment
from sinergi.connectors.graph.messages import Box
from sinergi.connectors.graph.news import Heard, page

log = logging.getLogger(__name__)

#: How many of the newest posts, and of the newest reels, are looked at for comments.
WATCHED = 50

#: Comments of one post that are read at once; the rest comes with the next page.
MOST = 500

NEWEST = "comments.filter(stream).order(reverse_chronological).limit(1){created_time}"
WATCH = f"id,permalink_url,{NEWEST}"
COMMENT = "id,message,from,created_time,parent,permalink_url,attachment"
TAGGED = "id,message,from,created_time,permalink_url"

#: A post of a video is known by the video's id, which its address shows.
VIDEO = re.compile(r"facebook\.com/(?:[^/]+/videos/(?:[^/]+/)?|reel/)(\d+)", re.ASCII)


def news(graph: Graph, box: Box, before: Heard) -> Page:
    """Return comments, mentions and messages that were not heard yet, oldest first."""
    found = [*box.news(before.since), *_mentions(graph, box.page, before.since)]
    horizon: datetime | None = None
    for thing, path in _discussed(graph, box.page, before.since):
        comments, end = _comments(graph, path, before.since)
        horizon = min(filter(None, (horizon, end)), default=None)
        found += _readable(comments, thing, box.page)
    return page(before, found, until=horizon)


def thing_of(post: dict[str, Any]) -> str:
    """Return the remote id of what a post is about: the video it shows, or the post itself."""
    shown = VIDEO.search(str(post.get("permalink_url") or ""))
    return shown[1] if shown else name_of(post, "id")


def _discussed(graph: Graph, account: str, since: datetime) -> Iterator[tuple[str, str]]:
    """Yield what has comments since then: its remote id, and the id to ask for them."""
    for edge in ("published_posts", "video_reels"):
        told = graph.get(f"{account}/{edge}", fields=WATCH, limit=WATCHED)
        with understanding(graph.base):
            for post in items_of(told["data"]):
                newest = (post.get("comments") or {}).get("data") or []
                if newest and moment(newest[0]["created_time"]) >= since:
                    yield thing_of(post), name_of(post, "id")


def _comments(
    graph: Graph, path: str, since: datetime
) -> tuple[list[dict[str, Any]], datetime | None]:
    """Return comments since then, oldest first; where there are too many, up to which moment."""
    read: list[dict[str, Any]] = []
    listed = graph.listed(
        f"{path}/comments",
        fields=COMMENT,
        filter="stream",
        order="chronological",
        since=int(since.timestamp()),
    )
    for comment in listed:
        read.append(comment)
        if len(read) >= MOST:
            with understanding(graph.base):
                return read, moment(comment["created_time"])
    return read, None


def _readable(comments: list[dict[str, Any]], thing: str, account: str) -> Iterator[Incoming]:
    for comment in comments:
        try:
            if author_id(comment) != account:
                yield _incoming(comment, thing)
        except MISSHAPEN:
            log.warning("A comment that cannot be read was left out")


def _incoming(comment: dict[str, Any], thing: str) -> Incoming:
    parent = comment.get("parent")
    media = ((comment.get("attachment") or {}).get("media") or {}).get("image") or {}
    return Incoming(
        remote_id=name_of(comment, "id"),
        kind="comment",
        text=str(comment.get("message") or ""),
        at=moment(comment["created_time"]),
        url=str(comment.get("permalink_url") or ""),
        in_reply_to=name_of(parent, "id") if parent else thing,
        attachments=(str(media["src"]),) if media.get("src") else (),
        author=author(comment),
        author_name=author(comment),
        author_id=author_id(comment),
    )


def author(told: dict[str, Any]) -> str:
    """Return who wrote; the network leaves a person out who does not want to be seen."""
    who = told.get("from") or {}
    return str(who.get("name") or "Facebook")


def author_id(told: dict[str, Any]) -> str:
    return str((told.get("from") or {}).get("id") or "")


def _mentions(graph: Graph, account: str, since: datetime) -> Iterator[Incoming]:
    told = graph.get(f"{account}/tagged", fields=TAGGED, limit=WATCHED)
    with understanding(graph.base):
        posts = items_of(told["data"])
    for post in posts:
        try:
            if moment(post["created_time"]) >= since:
                yield _mention(post)
        except MISSHAPEN:
            log.warning("A mention that cannot be read was left out")


def _mention(post: dict[str, Any]) -> Incoming:
    return Incoming(
        remote_id=name_of(post, "id"),
        kind="mention",
        text=str(post.get("message") or ""),
        at=moment(post["created_time"]),
        url=str(post.get("permalink_url") or ""),
        author=author(post),
        author_name=author(post),
        author_id=author_id(post),
    )
