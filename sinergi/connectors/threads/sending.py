"""What goes out: a container that is ready is published, once, and remembers that it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.connectors.graph import Graph
from sinergi.connectors.threads.answers import (
    ERROR,
    EXPIRED,
    FINISHED,
    PUBLISHED,
    WORKING,
    made,
    published,
    same,
)
from sinergi.connectors.threads.containers import BUSY, SOON, not_yet, state
from sinergi.connectors.threads.listing import REPLY, listed
from sinergi.lib.text import say

#: How far Threads' clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

NOTHING: frozenset[str] = frozenset()


def publish(graph: Graph, draft: Draft, progress: Progress) -> Published:
    """Publish the container, once: one that is published already gives its post back."""
    container = progress.get("container") or ""
    found = state(graph, container)[0] if container else EXPIRED
    if found == PUBLISHED:
        return _there(graph, draft, progress)
    if found in {EXPIRED, ERROR}:
        ended = say("Threads has let this post go before it was published. It is made anew.")
        raise Unavailable(ended, retry_after=timedelta(0))
    if found == WORKING:
        raise Unavailable(BUSY, retry_after=SOON)
    try:
        told = graph.post("me/threads_publish", creation_id=container)
    except Refused as e:
        return _refused(graph, draft, progress, e)
    with understanding(graph.base, harmless=False):
        post = name_of(told, "id")
    return Published(post, address(graph, post))


def _refused(graph: Graph, draft: Draft, progress: Progress, error: Refused) -> Published:
    """Make sure that what was refused is not out: a request may have been passed on twice."""
    if state(graph, progress["container"])[0] == PUBLISHED:
        return _there(graph, draft, progress)
    if not_yet(error):
        raise Unavailable(BUSY, retry_after=SOON) from error
    raise error


def _there(graph: Graph, draft: Draft, progress: Progress) -> Published:
    since = datetime.fromisoformat(progress["made"])
    found = _search(graph, draft, since, NOTHING)
    if found is None:
        raise Unconfirmed(say("Threads says that the post is out, but does not list it yet."))
    return found


def find(
    graph: Graph, draft: Draft, progress: Progress, since: datetime, known: frozenset[str]
) -> Published | None:
    """Ask the container whether it was published; only then look for the post."""
    container = progress.get("container")
    if not container or state(graph, container)[0] in {FINISHED, WORKING, ERROR}:
        return None
    return _search(graph, draft, since, known)


def _search(graph: Graph, draft: Draft, since: datetime, known: frozenset[str]) -> Published | None:
    """Look through our own posts since ``since``; the oldest that fits is the one."""
    path, since = "me/replies" if draft.reply_to else "me/threads", since - SKEW
    asked = {"fields": REPLY, "since": int(since.timestamp()), "limit": 50}
    with understanding(graph.base):
        fits = [
            post
            for post in listed(graph, path, **asked)
            if made(post) >= since and name_of(post, "id") not in known and same(post, draft)
        ]
        return published(min(fits, key=made)) if fits else None


def address(graph: Graph, post: str) -> str:
    """Return the address of a post that is out; an answer that fails takes nothing back."""
    try:
        told = graph.get(post, fields="id,permalink")
        with understanding(graph.base):
            return str(told.get("permalink") or "")
    except ConnectorError:
        return ""
