"""Reading back with a bot, which cannot read: what it forwards to a log channel, it is shown.

Telegram gives bots no way to read a chat (https://core.telegram.org/bots/faq). But it answers a
forwarded message with the message, its words and the moment it was first sent. Where there is a
log channel that nobody else reads, messages are forwarded there until the one we look for is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import name_of, understanding
from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Refused
from sinergi.connectors.telegram.api import BASE, Api, said
from sinergi.connectors.telegram.sending import target
from sinergi.connectors.telegram.words import NAME, Place, address, number, place, same

#: How far a server's clock may be behind ours when we look for what we sent.
SKEW = timedelta(minutes=2)
#: So many numbers in a row that name no message mean that there are no later ones.
GAP = 3
#: So many of the newest messages are looked at.
FAR = 40
#: The highest number a message can have.
HIGHEST = 2**31


class Probe:
    """One chat, seen through the log channel. No message is forwarded twice."""

    def __init__(self, api: Api, chat: str, log: str) -> None:
        self.api, self.chat, self.log = api, chat, log
        self.seen: dict[int, Any] = {}

    def look(self, message: int) -> Any:
        """Return a message as Telegram shows it, or nothing where there is none.

        One that cannot be forwarded (somebody joined, a title was changed) is there, and empty.
        """
        if message not in self.seen:
            self.seen[message] = self._forwarded(message)
        return self.seen[message]

    def _forwarded(self, message: int) -> Any:
        try:
            told = self.api.post(
                "forwardMessage",
                quiet=True,
                chat_id=number(self.log),
                from_chat_id=number(self.chat),
                message_id=message,
                disable_notification=True,
            )
        except Refused as e:
            if "message to forward not found" in said(e) or "message_id_invalid" in said(e):
                return None
            if "message can't be forwarded" in said(e):
                return {}
            raise
        with understanding(BASE):
            return dict(told)

    def newest(self, start: int) -> int:
        """Return the highest number that may name a message: in steps that double, then halve."""
        low, step = start, 1
        while low + step < HIGHEST and self._near(low + step):
            low, step = low + step, step * 2
        high = low + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._near(middle) else (low, middle)
        return low + GAP - 1

    def _near(self, message: int) -> bool:
        return any(self.look(message + n) is not None for n in range(GAP))


def find(
    api: Api, draft: Draft, since: datetime, known: frozenset[str], *, chat: str, log: str
) -> Published | None:
    """Look for what may have gone out: the oldest since ``since`` that fits and is nobody else's.

    Nothing without a log channel, and of a post without words: a person settles it.
    """
    if not log or not draft.text.strip():
        return None
    told = api.get("getChat", chat_id=str(target(draft, chat, api.chats.moved)["chat_id"]))
    with understanding(BASE):
        probe = Probe(api, name_of(told, "id"), log)
        floor = _floor(draft, probe.chat)
        found = None
        for n, message in _latest(probe, max([floor, *_numbers(known, probe.chat)]), floor):
            at = Place(probe.chat, n, len(draft.media) > 1)
            if not _ours(message, at, api.bot):
                continue
            if moment(message) < since - SKEW:
                break
            if at.remote_id not in known and _fits(message, draft):
                found = Published(at.remote_id, address(told, n))
        return found


def _floor(draft: Draft, chat: str) -> int:
    """Return a number that an answer must be above: that of the message it answers."""
    answered = place(draft.reply_to) if draft.reply_to else None
    return answered.message if answered and answered.chat == chat else 0


def _numbers(known: frozenset[str], chat: str) -> list[int]:
    fits = [NAME.fullmatch(remote_id) for remote_id in known]
    return [int(fit[2]) for fit in fits if fit and fit[1] == chat]


def _latest(probe: Probe, start: int, floor: int) -> Iterator[tuple[int, Any]]:
    """Yield the newest messages, newest first; service messages are left out."""
    top = probe.newest(start)
    for n in range(top, max(floor, top - FAR), -1):
        message = probe.look(n)
        if message:
            yield n, message


def moment(message: Any) -> datetime:
    """Return when a forwarded message was first sent, in UTC."""
    return datetime.fromtimestamp(message["forward_origin"]["date"], UTC)


def _ours(message: Any, at: Place, bot: str) -> bool:
    """True when the bot sent a message, or its channel or group did."""
    origin = message["forward_origin"]
    match origin["type"]:
        case "channel":
            return Place(str(origin["chat"]["id"]), origin["message_id"]) == Place(
                at.chat, at.message
            )
        case "chat":  # a bot that is an anonymous administrator speaks as the group
            return str(origin["sender_chat"]["id"]) == at.chat
        case "user":
            return str(origin["sender_user"]["id"]) == bot
    return False


def _fits(message: Any, draft: Draft) -> bool:
    words = message.get("caption") if draft.media else message.get("text")
    return isinstance(words, str) and same(words, draft.text)
