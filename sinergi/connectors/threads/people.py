"""What others write: mentions, and answers under our posts; by asking, and as Threads calls us."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of, understanding
from sinergi.connectors.contract import Event, Incoming, Page
from sinergi.connectors.graph import Graph
from sinergi.connectors.graph import news as cursors
from sinergi.connectors.threads.answers import incoming, made, readable
from sinergi.connectors.threads.listing import OWN, REPLY, below, listed
from sinergi.lib import jsons

#: How long after a post answers to it are asked for; later ones come by webhook.
WATCHED = timedelta(days=30)
#: Of how many of our posts that is, the newest first.
POSTS = 50

FIELDS = {"replies", "mentions"}

log = logging.getLogger(__name__)


def listen(graph: Graph, cursor: str | None) -> Page:
    before = cursors.heard(cursor)
    return cursors.page(before, _news(graph, before.since))


def recall(graph: Graph, since: datetime) -> Page:
    return cursors.page(cursors.heard(None, since=since), _news(graph, since))


def _news(graph: Graph, since: datetime) -> Iterator[Incoming]:
    """Yield what others wrote since then. What is both an answer and a mention is an answer."""
    me = graph.get("me", fields="id,username")
    with understanding(graph.base):
        name = name_of(me, "username")
        mentions = listed(graph, "me/mentions", fields=REPLY, since=_seconds(since), limit=50)
        found = {item.remote_id: item for item in readable(mentions, "mention", name)}
        for post in _watched(graph, since):
            answers = _since(below(graph, post), since)
            found |= {item.remote_id: item for item in readable(answers, "comment", name)}
    yield from found.values()


def _watched(graph: Graph, since: datetime) -> list[str]:
    """Return those of our posts that may have been answered."""
    asked = {"fields": OWN, "since": _seconds(since - WATCHED), "limit": POSTS}
    own = islice(listed(graph, "me/threads", **asked), POSTS)
    return [post for post in map(_answered, own) if post]


def _answered(post: Any) -> str:
    """Return the id of a post that may have been answered. One that cannot be read is left out."""
    try:
        return name_of(post, "id") if post.get("has_replies") is not False else ""
    except MISSHAPEN:
        log.warning("A post of ours on Threads that cannot be read was left out")
        return ""


def _since(posts: Iterable[Any], since: datetime) -> Iterator[Any]:
    """Yield posts, newest first, until one is older than ``since``."""
    return takewhile(lambda post: not _older(post, since), posts)


def _older(post: Any, since: datetime) -> bool:
    try:
        return made(post) < since
    except MISSHAPEN:
        return False  # it cannot be read, but those after it may be


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def events(body: bytes) -> Sequence[Event]:
    """Return what a call says. One call is about one post; what cannot be read says nothing."""
    try:
        told = jsons.read(body)
        field, post = told["values"]["field"], told["values"]["value"]
        if field not in FIELDS:
            return []
        item = incoming(post, "comment" if field == "replies" else "mention")
        return [Event(account, (item,)) for account in _concerned(told, post)]
    except (*MISSHAPEN, RecursionError):
        return []


def _concerned(told: dict[str, Any], post: dict[str, Any]) -> list[str]:
    """Return whom a call concerns: its target, and whose post stands at the top.

    Those that are no accounts of ours are passed over by the house.
    """
    root = post.get("root_post") or {}
    named = [told.get("target_id"), root.get("owner_id")]
    found = [str(account) for account in named if isinstance(account, str | int) and account]
    return list(dict.fromkeys(found))
