"""What goes out: containers nobody sees, filled and waited for, then the one that publishes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import items_of, name_of, understanding
from sinergi.connectors.contract import Draft, Keep, Media, Progress, Published
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
    state_of,
)
from sinergi.connectors.threads.listing import REPLY, listed
from sinergi.connectors.threads.options import chosen
from sinergi.connectors.threads.words import REASONS
from sinergi.lib.text import say

#: How far Threads' clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)

#: When to look again at a container that is worked on.
SOON = timedelta(seconds=20)

#: When to try again where the account has published as often as it may in a day.
FULL = timedelta(hours=1)

#: "The requested resource does not exist": a container that is not ready yet.
NOT_YET = 4279009

BUSY = say("Threads still works on the files of this post.")

NOTHING: frozenset[str] = frozenset()


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
    _room(graph, draft)
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
    told = graph.post("me/threads", repeatable=True, **asked)
    with understanding(graph.base):
        return name_of(told, "id")


def _state(graph: Graph, container: str) -> tuple[str, str]:
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
    state, reason = _state(graph, container)
    if state == EXPIRED:
        keep(name, "")
        return None
    return Container(name, container, state, reason)


def _filled(graph: Graph, one: Container, keep: Keep) -> None:
    """Return when a container holds its files. One that never will is made anew the next time.

    Raises Unavailable while Threads works on it, Refused, in words, when it has given up.
    """
    state, reason = (one.state, one.reason) if one.state else _state(graph, one.id)
    if state == WORKING:
        raise Unavailable(BUSY, retry_after=SOON)
    if state == ERROR:
        keep(one.name, "")
        raise Refused(
            REASONS.get(reason) or say("Threads could not work with the files of this post.")
        )


def _room(graph: Graph, draft: Draft) -> None:
    """Raise Unavailable when the account has published as often as it may in a day."""
    what = "reply_" if draft.reply_to else ""
    told = graph.get("me/threads_publishing_limit", fields=f"{what}quota_usage,{what}config")
    with understanding(graph.base):
        quota = items_of(told["data"])[0]
        used = int(quota[f"{what}quota_usage"])
        most = int(quota[f"{what}config"]["quota_total"])
    if used >= most:
        raise Unavailable(
            say("Threads lets this account publish {most} times in 24 hours; {used} are used."),
            retry_after=FULL,
            most=most,
            used=used,
        )


def publish(graph: Graph, draft: Draft, progress: Progress) -> Published:
    """Publish the container, once: one that is published already gives its post back."""
    container = progress.get("container") or ""
    state = _state(graph, container)[0] if container else EXPIRED
    if state == PUBLISHED:
        return _there(graph, draft, progress)
    if state in {EXPIRED, ERROR}:
        ended = say("Threads has let this post go before it was published. It is made anew.")
        raise Unavailable(ended, retry_after=timedelta(0))
    if state == WORKING:
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
    if error.facts.get("subcode") == NOT_YET:
        raise Unavailable(BUSY, retry_after=SOON) from error
    if _state(graph, progress["container"])[0] == PUBLISHED:
        return _there(graph, draft, progress)
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
    if not container or _state(graph, container)[0] in {FINISHED, WORKING, ERROR}:
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
