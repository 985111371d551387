"""What Threads answers, taken apart. Anything misshapen raises as Python does."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of, name_of
from sinergi.connectors.contract import Draft, Incoming, IncomingKind, Media, Published
from sinergi.connectors.graph import moment
from sinergi.connectors.graph.words import essence

log = logging.getLogger(__name__)

FINISHED, WORKING, PUBLISHED = "FINISHED", "IN_PROGRESS", "PUBLISHED"
EXPIRED, ERROR = "EXPIRED", "ERROR"
STATES = {FINISHED, WORKING, PUBLISHED, EXPIRED, ERROR}


def state_of(told: dict[str, Any]) -> str:
    state = name_of(told, "status")
    if state not in STATES:
        raise ValueError("an unknown state")
    return state


def kind_of(media: tuple[Media, ...] | list[Media]) -> str:
    """Return what Threads calls a post with these files."""
    if not media:
        return "TEXT_POST"
    if len(media) > 1:
        return "CAROUSEL_ALBUM"
    return "VIDEO" if media[0].video else "IMAGE"


def published(post: dict[str, Any]) -> Published:
    return Published(name_of(post, "id"), str(post.get("permalink") or ""))


def made(post: dict[str, Any]) -> datetime:
    return moment(post["timestamp"])


def answered(post: dict[str, Any]) -> str:
    """Return the id of what a post answers, or nothing."""
    parent = post.get("replied_to")
    return name_of(parent, "id") if parent else ""


def same(post: dict[str, Any], draft: Draft) -> bool:
    """True when a post of ours is this draft, whatever Threads made of its spaces."""
    if post.get("media_type") != kind_of(list(draft.media)):
        return False
    if draft.reply_to and answered(post) != draft.reply_to:
        return False
    return essence(str(post.get("text") or "")) == essence(draft.text)


def readable(posts: Iterable[Any], kind: IncomingKind, me: str) -> Iterator[Incoming]:
    """Yield what others wrote and can be read; one that cannot keeps no other away."""
    for post in posts:
        try:
            if not ours(post, me):
                yield incoming(post, kind)
        except MISSHAPEN:
            log.warning("A post on Threads that cannot be read was left out")


def ours(post: dict[str, Any], me: str) -> bool:
    return post.get("is_reply_owned_by_me") is True or bool(me and post.get("username") == me)


def incoming(post: dict[str, Any], kind: IncomingKind) -> Incoming:
    author = name_of(post, "username")
    picture = post.get("media_url")
    return Incoming(
        remote_id=name_of(post, "id"),
        kind=kind,
        author=author,
        author_name=author,
        text=str(post.get("text") or ""),
        at=made(post),
        url=str(post.get("permalink") or ""),
        in_reply_to=answered(post) or None,
        attachments=(picture,) if isinstance(picture, str) and picture else (),
    )


def figure(told: dict[str, Any]) -> int | None:
    """Return one figure: of a post and of the account's views the newest value, else the total."""
    value = told.get("total_value")
    if value is None:
        value = items_of(told["values"])[-1]
    number = value["value"]
    return number if type(number) is int else None
