"""What goes out on Instagram: a container nobody sees, then its one publication.

https://developers.facebook.com/docs/instagram-platform/content-publishing: the network fetches each
file from us; a container lives a day and is published once. What became of it is asked of the
container itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unconfirmed
from sinergi.connectors.graph import Graph, moment
from sinergi.connectors.graph.codes import FAULTS_OF_PUBLISHING
from sinergi.connectors.graph.seeing import SKEW, expired, working
from sinergi.connectors.graph.words import essence
from sinergi.connectors.instagram.kinds import LISTED_AS, kind_of
from sinergi.lib.text import say

#: When to ask again how far the network is with a file.
WAIT = timedelta(seconds=15)

#: The container is not ready after all: nothing was done.
NOT_READY = 2207027
#: "No such container", said of one that was there a moment ago: it may have been published.
NO_CONTAINER = {2207006, 2207008, 2207020}
#: A file that the network fetched too late; another address may do.
FETCHED_LATE = FAULTS_OF_PUBLISHING | {2207020, 2207052}

POST = "id,caption,media_type,media_product_type,timestamp,permalink"


def prepare(graph: Graph, account: str, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Make the container. Raises Unavailable while the network works on its files."""
    kind, now = kind_of(draft), dict(progress)
    if now.get("container"):
        if _ready(graph, now["container"], now, keep):
            return
    elif not any(name.startswith("child") and value for name, value in now.items()):
        _room(graph, account)
    asked = _asked(graph, account, draft, kind, now, keep)
    if not now.get("began"):
        _note(now, keep, "began", datetime.now(UTC).isoformat(timespec="seconds"))
    _note(now, keep, "container", _make(graph, account, asked))
    if not _ready(graph, now["container"], now, keep):
        raise expired(graph)


def _note(now: dict[str, str], keep: Keep, name: str, value: str) -> None:
    now[name] = value
    keep(name, value)


def _room(graph: Graph, account: str) -> None:
    """Raise Refused when the account's posts of the last 24 hours are used up.

    How many there are the documentation says in three ways, so the network is asked.
    """
    told = graph.get(f"{account}/content_publishing_limit", fields="config,quota_usage")
    with understanding(graph.base):
        limit = items_of(told["data"])[0]
        most, used = int(limit["config"]["quota_total"]), int(limit["quota_usage"])
    if used >= most:
        full = say("Instagram takes {limit} posts in 24 hours; {used} were sent. Send it later.")
        raise Refused(full, limit=most, used=used)


def _asked(
    graph: Graph, account: str, draft: Draft, kind: str, now: dict[str, str], keep: Keep
) -> dict[str, Any]:
    if kind == "carousel":
        children = _children(graph, account, draft, now, keep)
        return {"media_type": "CAROUSEL", "children": children, "caption": draft.text}
    media = draft.media[0]
    if kind == "story":
        return {"media_type": "STORIES", **_file(media)}
    if kind == "reel":
        return {"media_type": "REELS", "caption": draft.text, "share_to_feed": True, **_file(media)}
    return {"caption": draft.text, "alt_text": media.alt or None, **_file(media)}


def _children(
    graph: Graph, account: str, draft: Draft, now: dict[str, str], keep: Keep
) -> list[str]:
    """Make what is not made yet of a carousel's parts; return them when all are ready."""
    for number, media in enumerate(draft.media):
        if now.get(f"child{number}"):
            continue
        asked: dict[str, Any] = {"is_carousel_item": True, **_file(media)}
        if media.video:
            asked["media_type"] = "VIDEO"
        elif media.alt:
            asked["alt_text"] = media.alt
        _note(now, keep, f"child{number}", _make(graph, account, asked))
    children = [now[f"child{number}"] for number in range(len(draft.media))]
    for child in children:
        if not _ready(graph, child, now, keep):
            raise expired(graph)
    return children


def _file(media: Media) -> dict[str, str]:
    """Return a new address of a file, one for each attempt."""
    if media.link is None:
        closed = say(
            "Instagram fetches files from us: Sinergi needs an address the public reaches."
        )
        raise Refused(closed)
    return {"video_url" if media.video else "image_url": media.link()}


def _make(graph: Graph, account: str, asked: dict[str, Any]) -> str:
    told = graph.post(f"{account}/media", repeatable=True, **asked)
    with understanding(graph.base):
        return name_of(told, "id")


def _ready(graph: Graph, container: str, now: dict[str, str], keep: Keep) -> bool:
    """True when a container can be or was published; False when it is to be made anew.

    Raises Unavailable while it is worked on, Refused when its file cannot be used.
    """
    state, reason = _state(graph, container)
    if state in {"FINISHED", "PUBLISHED"}:
        return True
    if state == "IN_PROGRESS":
        raise working(graph, WAIT)
    for name in [name for name in now if name == "container" or name.startswith("child")]:
        if now.pop(name):
            keep(name, "")
    if state == "ERROR":
        code = re.search(r"\b2207\d{3}\b", reason)
        if code is not None and int(code[0]) in FETCHED_LATE:
            raise working(graph, WAIT)
        raise Refused(say("Instagram cannot use the file: {reason}"), reason=reason)
    return False


def _state(graph: Graph, container: str) -> tuple[str, str]:
    """Return what became of a container, and the network's words for it; "EXPIRED": it is gone."""
    told = graph.find(container, fields="status_code,status") if container else None
    if told is None:
        return "EXPIRED", ""
    with understanding(graph.base):
        return name_of(told, "status_code"), str(told.get("status") or "")[:200]


# -- out ------------------------------------------------------------------------------------------


def publish(graph: Graph, account: str, draft: Draft, progress: Progress) -> Published:
    container = progress.get("container", "")
    state, _ = _state(graph, container)
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
    state, _ = _state(graph, progress.get("container", ""))
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
