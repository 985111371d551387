"""What goes out on Instagram: a container nobody sees, then its one publication.

https://developers.facebook.com/docs/instagram-platform/content-publishing: the network fetches each
file from us; a container lives a day and is published once. What became of it is asked of the
container itself.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph import Graph
from sinergi.connectors.graph.codes import FAULTS_OF_PUBLISHING
from sinergi.connectors.graph.seeing import expired, working
from sinergi.connectors.instagram.kinds import kind_of
from sinergi.lib.text import say

#: When to ask again how far the network is with a file.
WAIT = timedelta(seconds=15)

#: When to try again where the account has published as often as it may in a day.
FULL = timedelta(hours=1)

#: A file that the network fetched too late; another address may do.
FETCHED_LATE = FAULTS_OF_PUBLISHING | {2207020, 2207052}


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
    """Raise Unavailable when the account's posts of the last 24 hours are used up.

    How many there are the documentation says in three ways, so the network is asked.
    """
    told = graph.get(f"{account}/content_publishing_limit", fields="config,quota_usage")
    with understanding(graph.base):
        limit = items_of(told["data"])[0]
        most, used = int(limit["config"]["quota_total"]), int(limit["quota_usage"])
    if used >= most:
        full = say("Instagram takes {limit} posts in 24 hours; {used} were sent.")
        raise Unavailable(full, retry_after=FULL, limit=most, used=used)


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
    state, reason = state_of(graph, container)
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


def state_of(graph: Graph, container: str) -> tuple[str, str]:
    """Return what became of a container, and the network's words for it; "EXPIRED": it is gone."""
    told = graph.find(container, fields="status_code,status") if container else None
    if told is None:
        return "EXPIRED", ""
    with understanding(graph.base):
        return name_of(told, "status_code"), str(told.get("status") or "")[:200]
