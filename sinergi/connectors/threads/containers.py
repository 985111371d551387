"""Containers: what is to be published, made where nobody sees it, and waited for.

https://developers.facebook.com/docs/threads/posts and .../docs/threads/troubleshooting. A container
that is not published within a day expires.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.graph import Graph
from sinergi.connectors.threads.answers import ERROR, EXPIRED, WORKING, state_of
from sinergi.connectors.threads.options import chosen
from sinergi.connectors.threads.quota import check
from sinergi.connectors.threads.words import REASONS
from sinergi.lib.text import say

#: When to look again at a container that is worked on.
SOON = timedelta(seconds=20)

#: "The requested resource does not exist": a container that is not ready yet.
NOT_YET = 4279009

BUSY = say("Threads still works on the files of this post.")


@dataclass(frozen=True, slots=True)
class Container:
    """What is kept under ``name``, and its state, where it was looked at already."""

    name: str
    id: str
    state: str = ""
    reason: str = ""


def prepare(graph: Graph, draft: Draft, progress: Progress, keep: Keep) -> None:
    """Make the containers of a post, and wait for them. Raises Unavailable while one is filled."""
    one = _standing(graph, "container", progress, keep) or _whole(graph, draft, progress, keep)
    _filled(graph, one, keep)


def _whole(graph: Graph, draft: Draft, progress: Progress, keep: Keep) -> Container:
    """Make the container that is published; one of several files needs theirs to be filled."""
    asked = chosen(draft)
    check(graph, draft)
    if len(draft.media) > 1:
        items = [_item(graph, draft, number, progress, keep) for number in range(len(draft.media))]
        for item in items:
            _filled(graph, item, keep)
        asked |= {"media_type": "CAROUSEL", "children": ",".join(item.id for item in items)}
    elif draft.media:
        asked |= _file(draft.media[0])
    else:
        asked |= {"media_type": "TEXT"}
    made_at = datetime.now(UTC).isoformat()
    container = _create(graph, asked)
    keep("made", made_at)
    keep("container", container)
    return Container("container", container)


def _item(graph: Graph, draft: Draft, number: int, progress: Progress, keep: Keep) -> Container:
    """Return the container of one file of several."""
    name = f"item{number}"
    standing = _standing(graph, name, progress, keep)
    if standing is not None:
        return standing
    item = _create(graph, {**_file(draft.media[number]), "is_carousel_item": True})
    keep(name, item)
    return Container(name, item)


def _file(media: Media) -> dict[str, Any]:
    """Return a file as Threads is told of it: each time at an address nobody was told before."""
    if media.link is None:
        raise Refused(
            say("Threads fetches files itself, and this installation has no address for them.")
        )
    alt = {"alt_text": media.alt} if media.alt else {}
    if media.video:
        return {"media_type": "VIDEO", "video_url": media.link(), **alt}
    return {"media_type": "IMAGE", "image_url": media.link(), **alt}


def _create(graph: Graph, asked: dict[str, Any]) -> str:
    try:
        told = graph.post("me/threads", repeatable=True, **asked)
    except Refused as e:
        if not_yet(e):
            raise Unavailable(BUSY, retry_after=SOON) from e
        raise
    with understanding(graph.base):
        return name_of(told, "id")


def not_yet(error: Refused) -> bool:
    """True when Threads does not know yet what it made a moment ago."""
    return error.facts.get("subcode") == NOT_YET


def state(graph: Graph, container: str) -> tuple[str, str]:
    """Return the state of a container, and Threads' reason where it is an error.

    One that is not there any more has expired.
    """
    told = graph.find(container, fields="id,status,error_message")
    if told is None:
        return EXPIRED, ""
    with understanding(graph.base):
        return state_of(told), str(told.get("error_message") or "")


def _standing(graph: Graph, name: str, progress: Progress, keep: Keep) -> Container | None:
    """Return the container that was made before; nothing where there is none, or it expired."""
    container = progress.get(name) or ""
    if not container:
        return None
    found, reason = state(graph, container)
    if found == EXPIRED:
        keep(name, "")
        return None
    return Container(name, container, found, reason)


def _filled(graph: Graph, one: Container, keep: Keep) -> None:
    """Return when a container holds its files. One that never will is made anew the next time.

    Raises Unavailable while Threads works on it, Refused, in words, when it has given up.
    """
    found, reason = (one.state, one.reason) if one.state else state(graph, one.id)
    if found == WORKING:
        raise Unavailable(BUSY, retry_after=SOON)
    if found == ERROR:
        keep(one.name, "")
        raise Refused(
            REASONS.get(reason) or say("Threads could not work with the files of this post.")
        )
