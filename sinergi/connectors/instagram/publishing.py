"""The one publication of a container, and looking for the post it became.

https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unconfirmed
from sinergi.connectors.graph import Graph, moment
from sinergi.connectors.graph.seeing import SKEW, expired, working
from sinergi.connectors.graph.words import essence
from sinergi.connectors.instagram.containers import WAIT, state_of
from sinergi.connectors.instagram.kinds import LISTED_AS, kind_of
from sinergi.lib.text import say

#: The container is not ready after all: nothing was done.
NOT_READY = 2207027
#: "No such container", said of one that was there a moment ago: it may have been published.
NO_CONTAINER = {2207006, 2207008, 2207020}

POST = "id,caption,media_type,media_product_type,timestamp,permalink"


def publish(graph: Graph, account: str, draft: Draft, progress: Progress) -> Published:
    container = progress.get("container", "")
    state, _ = state_of(graph, container)
    if state == "PUBLISHED":
        since = datetime.fromisoformat(progress["began"]) - SKEW
        there = _among(graph, account, draft, since, frozenset())
        if there is None:
            listed = say("Instagram says that it is out, and does not list it yet.")
            raise Unconfirmed(listed)
        return there
    if state == "IN_PROGRESS":
        raise working(graph, WAIT)
    if state != "FINISHED":
        raise expired(graph)
    return _publish(graph, account, container)


def _publish(graph: Graph, account: str, container: str) -> Published:
    try:
        told = graph.post(f"{account}/media_publish", creation_id=container)
    except Refused as e:
        if e.facts.get("subcode") == NOT_READY:
            raise working(graph, WAIT) from e
        if e.facts.get("subcode") in NO_CONTAINER:
            raise Unconfirmed(say("Instagram no longer knows what it was to publish.")) from e
        raise
    try:
        made = name_of(told, "id")
    except MISSHAPEN as e:
        took = say("Instagram took the post but did not say which it became.")
        raise Unconfirmed(took) from e
    return Published(made, permalink(graph, made))


def permalink(graph: Graph, media: str) -> str:
    """Return where people see a post; nothing where that cannot be read now: it is out."""
    try:
        told = graph.find(media, fields="permalink")
    except ConnectorError:
        return ""
    return str((told or {}).get("permalink") or "")


def find(
    graph: Graph, account: str, draft: Draft, progress: Progress, *, since: datetime,
    known: frozenset[str],
) -> Published | None:  # fmt: skip
    """Ask the container; only where it is out, or gone, look for it among the posts.

    Not found although the container is published is no reason to fear a second post: a container
    is published once, and ``publish`` asks it again.
    """
    state, _ = state_of(graph, progress.get("container", ""))
    if state in {"FINISHED", "IN_PROGRESS"}:
        return None
    return _among(graph, account, draft, since - SKEW, known)


def _among(
    graph: Graph, account: str, draft: Draft, since: datetime, known: frozenset[str]
) -> Published | None:
    """Return the oldest post since then with this text, of this kind, that is nobody else's."""
    kind, found = kind_of(draft), None
    for post in _posts(graph, account, "stories" if kind == "story" else "media", since):
        with understanding(graph.base):
            made = name_of(post, "id")
            said = kind == "story" or essence(str(post.get("caption") or "")) == essence(draft.text)
            if said and made not in known and _like(post, draft, kind):
                found = Published(made, str(post.get("permalink") or ""))
    return found


def _like(post: dict[str, Any], draft: Draft, kind: str) -> bool:
    if kind == "story":
        return bool(post["media_type"] == ("VIDEO" if draft.media[0].video else "IMAGE"))
    return bool(post["media_type"] == LISTED_AS[kind])


def _posts(graph: Graph, account: str, edge: str, since: datetime) -> Iterator[dict[str, Any]]:
    for post in graph.listed(f"{account}/{edge}", fields=POST):
        with understanding(graph.base):
            if moment(post["timestamp"]) < since:
                return
            found = dict(post)
        yield found
