"""A post of text, link and photos: made unpublished, then published by its id.

https://developers.facebook.com/docs/pages-api/posts: ``published=false`` makes a post nobody sees;
``is_published=true`` on its id is the one visible step, and done twice it is the same post.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph import Graph, flag, moment
from sinergi.connectors.graph.seeing import SKEW, confirmed, expired
from sinergi.connectors.graph.words import essence
from sinergi.lib.text import say

#: "Duplicate status message": the same text was given a moment ago, perhaps by us.
DUPLICATE = 506

STATE = "is_published,permalink_url"
LISTED = "id,message,created_time,permalink_url,is_published"


def prepare(graph: Graph, page: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    post = progress.get("post")
    if post and graph.find(post, fields=STATE) is not None:
        return
    if post:  # it was deleted before it was seen
        keep("post", "")
    photos = photographed(graph, page, draft.media, progress, keep)
    began = progress.get("began")
    if not began:
        began = datetime.now(UTC).isoformat(timespec="seconds")
        keep("began", began)
    keep("post", _made(graph, page, draft, photos, began))


def photographed(
    graph: Graph, page: str, media: Sequence[Media], progress: Progress, keep: Keep
) -> list[str]:
    """Upload what is not uploaded yet, unpublished; return the photos' ids in order."""
    ids = []
    for number, one in enumerate(media):
        name = f"photo{number}"
        made = progress.get(name) or _photo(graph, page, one)
        if made != progress.get(name):
            keep(name, made)
        ids.append(made)
    return ids


def _photo(graph: Graph, page: str, media: Media) -> str:
    with media.open() as file:
        told = graph.post(
            f"{page}/photos",
            repeatable=True,
            files={"source": (media.name, file, media.mime)},
            published=False,
            alt_text_custom=media.alt or None,
        )
    with understanding(graph.base):
        return name_of(told, "id")


def _made(graph: Graph, page: str, draft: Draft, photos: list[str], began: str) -> str:
    asked: dict[str, Any] = {"message": draft.text, "published": False}
    if photos:
        asked["attached_media"] = [{"media_fbid": photo} for photo in photos]
    elif draft.options.get("link"):
        asked["link"] = draft.options["link"]
    try:
        told = graph.post(f"{page}/feed", repeatable=True, **asked)
    except Refused as e:
        left = _left(graph, page, draft, began) if e.facts.get("code") == DUPLICATE else None
        if left is None:
            raise
        return left
    with understanding(graph.base):
        return name_of(told, "id")


def _left(graph: Graph, page: str, draft: Draft, began: str) -> str | None:
    """Return the unpublished post an earlier try may have left when its answer was lost."""
    since = datetime.fromisoformat(began) - SKEW
    for post in _since(graph, f"{page}/ads_posts", since):
        with understanding(graph.base):
            if not flag(post["is_published"]) and _same(post, draft):
                return name_of(post, "id")
    return None


def publish(graph: Graph, draft: Draft, progress: Progress) -> Published:
    post = progress.get("post", "")
    told = graph.find(post, fields=STATE) if post else None
    if told is None:
        raise expired(graph)
    with understanding(graph.base):
        there, out = _published(post, told), flag(told["is_published"])
    if not out:
        confirmed(graph, graph.post(post, is_published=True))
    return there


def find(
    graph: Graph, page: str, draft: Draft, progress: Progress, since: datetime,
    known: frozenset[str],
) -> Published | None:  # fmt: skip
    post = progress.get("post", "")
    told = graph.find(post, fields=STATE) if post else None
    if told is None:  # gone; or not to be seen just now, so it is looked for among all posts
        return _among(graph, page, draft, since, known)
    with understanding(graph.base):
        return _published(post, told) if flag(told["is_published"]) and post not in known else None


def _among(
    graph: Graph, page: str, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    if not essence(draft.text):
        raise Unavailable(say("{host} does not show the post by its id."), host=graph.host)
    found = None
    for post in _since(graph, f"{page}/published_posts", since - SKEW):
        with understanding(graph.base):
            if name_of(post, "id") not in known and _same(post, draft):
                found = _published(name_of(post, "id"), post)  # the oldest that fits is the one
    return found


def _since(graph: Graph, path: str, since: datetime) -> Iterator[dict[str, Any]]:
    for post in graph.listed(path, fields=LISTED):
        with understanding(graph.base):
            if moment(post["created_time"]) < since:
                return
            found = dict(post)
        yield found


def _same(post: dict[str, Any], draft: Draft) -> bool:
    return essence(str(post.get("message") or "")) == essence(draft.text)


def _published(post: str, told: dict[str, Any]) -> Published:
    return Published(post, str(told.get("permalink_url") or f"https://www.facebook.com/{post}"))
