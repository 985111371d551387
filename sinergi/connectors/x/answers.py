"""What X answers, taken apart. Anything misshapen raises as Python does."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN
from sinergi.connectors.contract import Incoming, Published
from sinergi.connectors.x.api import DIRECT, id_of
from sinergi.connectors.x.words import written

log = logging.getLogger(__name__)

#: What is asked of posts that people wrote. The description renamed ``tweet`` to ``post`` in
#: parameters and answers; answers of both kinds are read, since calls still bring the old one.
POSTS = {
    "post.fields": "attachments,conversation_id,created_at,entities,id,text",
    "expansions": "attachments.media_keys,author_id,in_reply_to_user_id,referenced_posts",
    "user.fields": "id,name,username",
    "media.fields": "media_key,preview_image_url,type,url",
}
MESSAGES = {
    "event_types": "MessageCreate",
    "dm_event.fields": "attachments,created_at,dm_conversation_id,entities,event_type,id,text",
    "expansions": "attachments.media_keys,sender_id",
    "user.fields": "id,name,username",
    "media.fields": "media_key,preview_image_url,type,url",
}


def address(remote_id: str) -> str:
    """Return where a post is read; it needs no name of its author. Messages have no address."""
    if remote_id.startswith(DIRECT):
        return "https://x.com/messages"
    return f"https://x.com/i/status/{remote_id}"


def published(remote_id: str) -> Published:
    return Published(remote_id, address(remote_id))


def moment(thing: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(thing["created_at"]).astimezone(UTC)


def parent(post: Mapping[str, Any]) -> str:
    """Return the id of the post this one answers, or nothing."""
    for named in post.get("referenced_posts") or post.get("referenced_tweets") or ():
        if named["type"] == "replied_to":
            return id_of(named)
    return ""


def text_of(thing: Mapping[str, Any]) -> str:
    links = (thing.get("entities") or {}).get("urls") or ()
    return written(str(thing.get("text") or ""), links)


def number(thing: Any) -> int:
    """Return the id of a post or message as a number, by which they are ordered; 0: it has none."""
    told = str(thing.get("id") or "") if isinstance(thing, dict) else ""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0


def posts(told: Any, found: Iterable[Any], me: str) -> Iterator[Incoming]:
    """Yield what others wrote. One that cannot be read must not keep all later ones away."""
    people, files = _by(told, "users", "id"), _by(told, "media", "media_key")
    for post in found:
        try:
            if id_of(post, "author_id") != me:
                yield _post(post, people, files)
        except MISSHAPEN:
            log.warning("A post that cannot be read was left out")


def messages(told: Any, found: Iterable[Any], me: str) -> Iterator[Incoming]:
    people, files = _by(told, "users", "id"), _by(told, "media", "media_key")
    for message in found:
        try:
            if id_of(message, "sender_id") != me:
                yield _message(message, people, files)
        except MISSHAPEN:
            log.warning("A message that cannot be read was left out")


def _post(post: Any, people: dict[str, Any], files: dict[str, Any]) -> Incoming:
    remote_id, author = id_of(post), id_of(post, "author_id")
    answered = parent(post)
    return Incoming(
        remote_id=remote_id,
        kind="comment" if answered else "mention",
        **_author(author, people),
        text=text_of(post),
        at=moment(post),
        url=address(remote_id),
        in_reply_to=answered or None,
        attachments=_attached(post, files),
    )


def _message(message: Any, people: dict[str, Any], files: dict[str, Any]) -> Incoming:
    return Incoming(
        remote_id=DIRECT + id_of(message),
        kind="direct",
        **_author(id_of(message, "sender_id"), people),
        text=text_of(message),
        at=moment(message),
        url=address(DIRECT),
        attachments=_attached(message, files),
    )


def _author(author: str, people: dict[str, Any]) -> dict[str, Any]:
    person = people.get(author) or {}
    handle = str(person.get("username") or author)
    name = str(person.get("name") or handle)
    return {"author": handle, "author_name": name, "author_id": author}


def _attached(thing: Any, files: dict[str, Any]) -> tuple[str, ...]:
    keys = (thing.get("attachments") or {}).get("media_keys") or ()
    known = (files.get(str(key)) or {} for key in keys)
    found = (file.get("url") or file.get("preview_image_url") for file in known)
    return tuple(str(url) for url in found if url)


def _by(told: Any, kind: str, key: str) -> dict[str, Any]:
    """Return what came along with a list, by its id."""
    along = told.get("includes") or {}
    items = along.get(kind) if isinstance(along, dict) else ()
    found = items if isinstance(items, list) else ()
    return {str(item[key]): item for item in found if isinstance(item, dict) and item.get(key)}
