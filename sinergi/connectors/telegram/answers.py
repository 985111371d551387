"""What people write, as the Bot API tells it. Anything misshapen raises as Python does."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, name_of
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.connectors.telegram.moving import Chats
from sinergi.connectors.telegram.words import Place, address, place_of
from sinergi.lib import jsons

log = logging.getLogger(__name__)

#: What may be attached to a message, each with an id of its file; a photo comes in several sizes.
FILES = ("photo", "video", "animation", "document", "audio", "voice", "video_note", "sticker")

#: How a file is named where there is no address of it: only the bot can fetch it, with its token.
FILE = "telegram-file:"


@dataclass(frozen=True, slots=True)
class House:
    """Which chats are ours: the account's own, and the group where its posts are discussed.
    ``former`` are numbers they had before.
    """

    chat: str
    group: str = ""
    former: frozenset[str] = frozenset()

    @classmethod
    def of(cls, chats: Chats) -> House:
        return cls(chats.named["chat"], chats.named["group"], frozenset(chats.moved))

    def holds(self, chat: Any) -> bool:
        """True when a chat of an answer is one of ours, by its number or its name."""
        theirs = {str(chat["id"]), f"@{chat.get('username')}".casefold()}
        ours = {name.casefold() for name in (self.chat, self.group, *self.former) if name}
        return bool(ours & theirs)


def readable(updates: Iterable[Any], house: House) -> Iterator[Incoming]:
    """Yield what can be read. One message that cannot must not keep all later ones away."""
    for update in updates:
        try:
            message = update.get("message")
            heard = _incoming(message, house) if message is not None else None
        except MISSHAPEN:
            log.warning("A message that cannot be read was left out")
            continue
        if heard is not None:
            yield heard


def _incoming(message: Any, house: House) -> Incoming | None:
    """Return what somebody said to us; nothing for what is not said to us, or not by a person."""
    text, files = _text(message), _files(message)
    if not (text or files) or not _by_a_person(message) or not _to_us(message, house):
        return None
    at = place_of(message)
    handle, name, author = _author(message)
    parent = _parent(message)
    return Incoming(
        remote_id=Place(at.chat, at.message).remote_id,
        kind=_kind(at, parent),
        author=handle,
        author_name=name,
        text=text,
        at=datetime.fromtimestamp(message["date"], UTC),
        url=address(message["chat"], at.message),
        in_reply_to=parent,
        author_id=author,
        attachments=files,
    )


def _kind(at: Place, parent: str | None) -> IncomingKind:
    if at.alone:
        return "direct"
    return "comment" if parent else "mention"


def _by_a_person(message: Any) -> bool:
    """False for the channel's posts that Telegram puts into the group, for bots, for ourselves."""
    if message.get("is_automatic_forward"):
        return False
    speaker = message.get("sender_chat")
    if speaker is not None:  # somebody who writes as a channel; or an anonymous administrator
        return bool(speaker["id"] != message["chat"]["id"])
    return message["from"].get("is_bot") is not True


def _to_us(message: Any, house: House) -> bool:
    if message["chat"]["type"] == "private" or house.holds(message["chat"]):
        return True
    post = _channel_post(message.get("reply_to_message"))
    return post is not None and house.holds(post["chat"])


def _channel_post(message: Any) -> Any:
    """Return the channel's post of which Telegram put this copy into the group, or nothing."""
    if not message or not message.get("is_automatic_forward"):
        return None
    origin = message.get("forward_origin") or {}
    return origin if origin.get("type") == "channel" else None


def _parent(message: Any) -> str | None:
    """Return what a message answers: a comment answers the post itself, not its copy."""
    answered = message.get("reply_to_message")
    if not answered:
        return None
    post = _channel_post(answered)
    if post is None:
        return place_of(answered).remote_id
    album = bool(answered.get("media_group_id"))
    return Place(name_of(post["chat"], "id"), int(name_of(post, "message_id")), album).remote_id


def _author(message: Any) -> tuple[str, str, str]:
    """Return handle, name and number of who speaks; many people have no @name."""
    who = message.get("sender_chat") or message["from"]
    number, name = name_of(who, "id"), who.get("username")
    shown = who.get("title") or " ".join(
        str(word) for word in (who.get("first_name"), who.get("last_name")) if word
    )
    return f"@{name}" if name else number, str(shown or name or number), number


def _text(message: Any) -> str:
    text = message.get("text") or message.get("caption") or ""
    if not text and "location" in message:
        spot = message["location"]
        text = f"{spot['latitude']}, {spot['longitude']}"
    if not text and "contact" in message:
        who = message["contact"]
        text = f"{who['first_name']}, {who['phone_number']}"
    if not isinstance(text, str):
        raise TypeError("a text is expected")
    return text


def _files(message: Any) -> tuple[str, ...]:
    found = []
    for kind in FILES:
        file = message.get(kind)
        if kind == "document" and "animation" in message:
            continue  # the same file once more, for programs that know no animations
        if file:
            found.append(FILE + name_of(file[-1] if kind == "photo" else file, "file_id"))
    return tuple(found)


def update_of(body: bytes) -> Any:
    """Return the update in a call, or nothing where it is none."""
    try:
        told = jsons.read(body)
    except (RecursionError, ValueError):
        return None
    return told if isinstance(told, dict) else None
