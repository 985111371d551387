"""Chats with their messages, and what the bot is told of them: by being asked, or by calling."""

from __future__ import annotations

import time
from typing import Any

from sinergi.connectors.telegram.tests.world import (
    CHANNEL,
    CHATS,
    ELSEWHERE,
    GROUP,
    GROWN,
    LOG,
    SMALL,
    WARGA,
    No,
    Told,
    upgraded,
)


class Rooms:
    def __init__(self) -> None:
        self.messages: dict[int, dict[int, Told]] = {chat: {} for chat in CHATS}
        self.updates: list[Told] = []
        self.told = 0
        self.hook: Told = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        self.secret = ""
        self.members: dict[int, Told] = {
            chat: {
                "status": "administrator",
                "can_post_messages": True,
                "can_delete_messages": True,
            }
            for chat in (CHANNEL, GROUP, LOG, SMALL, GROWN)
        }
        self.reads_all = False
        #: What happens to the next visible request instead of what it asks for.
        self.armed: list[No] = []
        self.asked: list[tuple[str, Told]] = []
        self.silent_videos = False
        #: The bot's reactions, by chat and message.
        self.reactions: dict[tuple[int, int], Told] = {}
        self.thumbs = True
        #: Chats that have another number now.
        self.moved: dict[int, int] = {}
        self._say(CHANNEL, {"channel_chat_created": True})

    def _chat(self, asked: Any) -> int:
        """Return a chat by number or name, as requests give it."""
        if str(asked) == str(ELSEWHERE):
            return CHANNEL
        for number, chat in CHATS.items():
            if number in self.moved and str(asked) == str(number):
                raise upgraded(self.moved[number])
            if str(asked) in {str(number), f"@{chat.get('username')}"}:
                return number
        raise No(400, "Bad Request: chat not found")

    def _say(self, chat: int, body: Told) -> Told:
        """Put a message into a chat. Numbers are sequential."""
        rooms = self.messages[chat]
        number = max(rooms, default=0) + 1
        message = {"message_id": number, "date": int(time.time()), "chat": CHATS[chat], **body}
        rooms[number] = message
        return message

    def _into_group(self, post: Told) -> None:
        """Telegram puts every post of a channel into its discussion group, and tells the bot."""
        origin = {
            "type": "channel",
            "date": post["date"],
            "chat": CHATS[CHANNEL],
            "message_id": post["message_id"],
        }
        body = {n: v for n, v in post.items() if n in {"text", "caption", "photo", "video"}}
        album = {"media_group_id": "9" + post["media_group_id"]} if "media_group_id" in post else {}
        copy = {
            "is_automatic_forward": True,
            "sender_chat": CHATS[CHANNEL],
            "forward_origin": origin,
        }
        self._heard(self._say(GROUP, {**copy, **body, **album}))

    def _heard(self, message: Told) -> Told:
        update = {
            "update_id": 880000 + len(self.asked) * 100 + len(self.updates),
            "message": message,
        }
        self.updates.append(update)
        return update

    def comment(self, words: str, post: int, body: Told | None = None) -> Told:
        """A citizen comments on a post of the channel. Returns the update about it."""
        copy = next(
            m
            for m in self.messages[GROUP].values()
            if m.get("forward_origin", {}).get("message_id") == post
        )
        said = {"from": WARGA, "text": words, "reply_to_message": copy}
        return self._heard(self._say(GROUP, {**said, **(body or {})}))

    def write(self, words: str, chat: int = 501, body: Told | None = None) -> Told:
        """A citizen writes to the bot, or in a group. Returns the update about it."""
        return self._heard(self._say(chat, {"from": WARGA, "text": words, **(body or {})}))

    def grow(self) -> None:
        """The small group becomes a supergroup: both say so, and the old number is over."""
        self._heard(self._say(SMALL, {"from": WARGA, "migrate_to_chat_id": GROWN}))
        self._heard(self._say(GROWN, {"from": WARGA, "migrate_from_chat_id": SMALL}))
        self.moved[SMALL] = GROWN

    def do_getUpdates(self, asked: Told) -> list[Told]:
        if self.hook["url"]:
            raise No(409, "Conflict: can't use getUpdates method while webhook is active")
        first = int(asked.get("offset", 0))
        self.updates = [u for u in self.updates if u["update_id"] >= first]
        return self.updates[: int(asked.get("limit", 100))]

    def do_getWebhookInfo(self, asked: Told) -> Told:
        waiting = len(self.updates) if self.hook["url"] else 0
        return {**self.hook, "pending_update_count": waiting}

    def do_setWebhook(self, asked: Told) -> bool:
        if not asked["url"].startswith("https://"):
            raise No(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.hook["url"], self.secret = asked["url"], asked["secret_token"]
        return True

    def do_deleteWebhook(self, asked: Told) -> bool:
        self.hook = {"url": "", "has_custom_certificate": False}
        return True
