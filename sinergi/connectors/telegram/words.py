"""How Telegram counts text, names messages and addresses them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sinergi.connectors.answers import name_of
from sinergi.connectors.errors import Refused
from sinergi.lib.text import say

#: A message as we name it: the chat, the message, and "+" where it is the first of an album.
NAME = re.compile(r"(-?[0-9]{1,20})/([0-9]{1,12})(\+?)")

#: The address of a message: of a public channel or group by its name, of a private one by number.
LINK = (
    r"https?://(?:www\.)?t\.me/(?:c/[0-9]+|(?:s/)?(?P<handle>[A-Za-z][A-Za-z0-9_]{3,31}))"
    r"/(?P<id>[0-9]+)(?:[/?#]\S*)?"
)

#: Channels and supergroups have numbers that begin so; the rest is the number in addresses.
LARGE = "-100"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stands. ``album``: it is the first of several that were sent together."""

    chat: str
    message: int
    album: bool = False

    @property
    def remote_id(self) -> str:
        return f"{self.chat}/{self.message}{'+' if self.album else ''}"

    @property
    def alone(self) -> bool:
        """True in a chat of the bot with one person; groups and channels have numbers below 0."""
        return not self.chat.startswith("-")


def place(remote_id: str) -> Place:
    """Return where a message is. Raises Refused when it is no message of Telegram."""
    fits = NAME.fullmatch(remote_id)
    if fits is None:
        raise Refused(say("This is no message of Telegram."))
    return Place(fits[1], int(fits[2]), bool(fits[3]))


def place_of(message: Any) -> Place:
    """Return where a message of an answer is. Raises as Python does when it does not say."""
    return Place(
        name_of(message["chat"], "id"),
        int(name_of(message, "message_id")),
        bool(message.get("media_group_id")),
    )


def length(text: str) -> int:
    """Count text as Telegram does, in UTF-16 code units: most emoji are 2.

    https://core.telegram.org/api/entities#entity-length
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def address(chat: Any, message: int) -> str:
    """Return where people read a message of this chat, or "" where only its members can."""
    name = chat.get("username")
    if str(chat["id"]).startswith(LARGE):
        return f"https://t.me/{name or 'c/' + str(chat['id'])[len(LARGE) :]}/{message}"
    return ""


def number(chat: str) -> int | str:
    """Return a chat as requests name it: a number, or the @name of a public one."""
    return int(chat) if re.fullmatch("-?[0-9]{1,20}", chat) else chat


def typed(chat: str) -> str:
    """Return a chat from whatever a person types: @name, a number, the address of the channel."""
    word = chat.strip().rstrip("/")
    private = re.fullmatch(r"(?:https?://)?t\.me/c/([0-9]+)(?:/.*)?", word)
    if private:
        return LARGE + private[1]
    public = re.fullmatch(r"(?:(?:https?://)?t\.me/(?:s/)?|@)?([A-Za-z]\w{3,31})(?:/.*)?", word)
    return f"@{public[1]}" if public else word


def same(one: str, other: str) -> bool:
    """True when two texts are the same but for spaces, which Telegram trims at both ends."""
    return "".join(one.split()) == "".join(other.split())
