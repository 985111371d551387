"""Telegram in one memory: a channel, its discussion group, a log channel, people, and one bot."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import httpx

from sinergi.connectors.telegram.tests.rooms import Rooms
from sinergi.connectors.telegram.tests.world import (
    BOT,
    BOT_SPEAKS,
    CHANNEL,
    CHATS,
    GIFTS,
    GROUP,
    LOG,
    RIGHTS,
    TOKEN,
    No,
    Told,
    photo,
    refusal,
    video,
)
from sinergi.connectors.telegram.words import length


def described() -> Any:
    """Return the module ``oracle``: making its types takes seconds, so only who needs them does."""
    return import_module("sinergi.connectors.telegram.tests.oracle")


class Network(Rooms):
    # -- the wire --------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        oracle = described()
        assert request.url.host == "api.telegram.org"
        assert request.url.scheme == "https"
        if request.url.path.startswith("/file/"):
            assert request.url.path == f"/file/bot{TOKEN}/photos/file_7.jpg"
            return httpx.Response(200, content=b"\xff\xd8 loket")
        bot, _, method = request.url.path.lstrip("/").partition("/")
        if bot != f"bot{TOKEN}":
            return refusal(No(401, "Unauthorized"))
        asked = oracle.request_of(request)
        oracle.check_request(method, asked)
        self.asked.append((method, asked))
        try:
            result = self._do(method, asked)
        except No as no:
            return refusal(no)
        oracle.check_answer(method, result)
        return httpx.Response(200, json={"ok": True, "result": result})

    def _do(self, method: str, asked: Told) -> Any:
        seen = method.startswith("send") and self._chat(asked["chat_id"]) != LOG
        if seen and self.armed:
            raise self.armed.pop()
        does: Callable[[Told], Any] = getattr(self, f"do_{method}")
        return does(asked)

    # -- what is there ---------------------------------------------------------------------------

    def do_getMe(self, asked: Told) -> Told:
        return {**BOT, "can_read_all_group_messages": self.reads_all}

    def do_getChat(self, asked: Told) -> Told:
        chat = CHATS[self._chat(asked["chat_id"])]
        full = {"accent_color_id": 1, "max_reaction_count": 11, "accepted_gift_types": GIFTS}
        linked = {"linked_chat_id": GROUP} if chat["id"] == CHANNEL else {}
        return {**chat, **full, **linked}

    def do_getChatMember(self, asked: Told) -> Told:
        assert str(asked["user_id"]) == str(BOT["id"])
        held = self.members.get(self._chat(asked["chat_id"]))
        if held is None:
            raise No(403, "Forbidden: bot is not a member of the channel chat")
        rights = RIGHTS if held["status"] == "administrator" else {}
        return {"user": BOT, **rights, **held}

    def do_getChatMemberCount(self, asked: Told) -> int:
        return 1250 if self._chat(asked["chat_id"]) == CHANNEL else 80

    def do_getFile(self, asked: Told) -> Told:
        if asked["file_id"] != "large":
            raise No(400, "Bad Request: invalid file_id")
        return {"file_id": "large", "file_unique_id": "u", "file_path": "photos/file_7.jpg"}

    # -- what is written -------------------------------------------------------------------------

    def do_sendMessage(self, asked: Told) -> Told:
        if length(asked["text"]) > 4096:
            raise No(400, "Bad Request: message is too long")
        return self._written(asked, {"text": asked["text"].strip()})

    def do_sendPhoto(self, asked: Told) -> Told:
        return self._written(asked, {**self._captioned(asked), "photo": [photo(asked["photo"])]})

    def do_sendVideo(self, asked: Told) -> Told:
        kind = "animation" if self.silent_videos else "video"
        return self._written(asked, {**self._captioned(asked), kind: video(asked["video"])})

    def do_sendMediaGroup(self, asked: Told) -> list[Told]:
        items, album = asked["media"], f"1{len(self.asked):012}"
        if not 2 <= len(items) <= 10:
            raise No(400, "Bad Request: wrong number of messages in the album")
        bodies = [
            {
                **self._captioned(item),
                "media_group_id": album,
                **(
                    {"photo": [photo(item["media"])]}
                    if item["type"] == "photo"
                    else {"video": video(item["media"])}
                ),
            }
            for item in items
        ]
        return [self._written(asked, body) for body in bodies]

    def _captioned(self, asked: Told) -> Told:
        words = asked.get("caption", "")
        if length(words) > 1024:
            raise No(400, "Bad Request: message caption is too long")
        return {"caption": words.strip()} if words else {}

    def _written(self, asked: Told, body: Told) -> Told:
        """The bot writes: into the channel as the channel, elsewhere as itself."""
        chat = self._chat(asked["chat_id"])
        if chat not in self.members and chat < 0:
            raise No(403, "Forbidden: bot was kicked from the channel chat")
        reply = asked.get("reply_parameters") or {}
        gone = reply and reply["message_id"] not in self.messages[chat]
        if gone and not reply.get("allow_sending_without_reply"):
            raise No(400, "Bad Request: message to be replied not found")
        speaker = {"sender_chat": CHATS[chat]} if CHATS[chat]["type"] == "channel" else BOT_SPEAKS
        message = self._say(chat, {**speaker, **body})
        if chat == CHANNEL:
            self._into_group(message)
        return message

    def do_forwardMessage(self, asked: Told) -> Told:
        source, number = self._chat(asked["from_chat_id"]), int(asked["message_id"])
        message = self.messages[source].get(number)
        if message is None:
            raise No(400, "Bad Request: message to forward not found")
        if "channel_chat_created" in message:
            raise No(400, "Bad Request: message can't be forwarded")
        origin: Told = {"type": "user", "date": message["date"], "sender_user": message.get("from")}
        if source == CHANNEL:
            origin = {"type": "channel", "date": message["date"], "chat": CHATS[CHANNEL]}
            origin["message_id"] = number
        kept = {"text", "caption", "photo", "video"} | {"animation"}
        body = {n: v for n, v in message.items() if n in kept}
        to = self._chat(asked["chat_id"])
        return self._say(to, {"sender_chat": CHATS[to], "forward_origin": origin, **body})

    def do_deleteMessage(self, asked: Told) -> bool:
        chat, number = self._chat(asked["chat_id"]), int(asked["message_id"])
        if number not in self.messages[chat]:
            raise No(400, "Bad Request: message to delete not found")
        own = self.messages[chat][number].get("from", BOT) == BOT
        late = time.time() - self.messages[chat][number]["date"] > 48 * 3600
        if (own and late) or not (own or self.members[chat].get("can_delete_messages")):
            raise No(400, "Bad Request: message can't be deleted for everyone")
        del self.messages[chat][number]
        return True

    def do_editMessageText(self, asked: Told) -> Told:
        return self._edited(asked, "text", "there is no text in the message to edit")

    def do_editMessageCaption(self, asked: Told) -> Told:
        return self._edited(asked, "caption", "there is no caption in the message to edit")

    def _edited(self, asked: Told, kind: str, none: str) -> Told:
        """https://core.telegram.org/bots/api#editmessagetext and #editmessagecaption"""
        message = self.messages[self._chat(asked["chat_id"])].get(int(asked["message_id"]))
        if message is None:
            raise No(400, "Bad Request: message to edit not found")
        if ("text" in message) is (kind == "caption"):
            raise No(400, f"Bad Request: {none}")
        if length(asked[kind]) > (4096 if kind == "text" else 1024):
            raise No(400, "Bad Request: MESSAGE_TOO_LONG")
        if message.get(kind) == asked[kind].strip():
            raise No(400, "Bad Request: message is not modified: specified new message content")
        message[kind] = asked[kind].strip()
        return {**message, "edit_date": message["date"]}

    def do_setMessageReaction(self, asked: Told) -> bool:
        chat, number = self._chat(asked["chat_id"]), int(asked["message_id"])
        if number not in self.messages[chat]:
            raise No(400, "Bad Request: message to react not found")
        if not self.thumbs:
            raise No(400, "Bad Request: REACTION_INVALID")
        assert len(asked["reaction"]) <= 1, "a bot has one reaction for each message"
        self.reactions.pop((chat, number), None)
        for reaction in asked["reaction"]:
            self.reactions[chat, number] = reaction
        return True

    def do_deleteMessages(self, asked: Told) -> bool:
        for number in asked["message_ids"]:
            self.messages[self._chat(asked["chat_id"])].pop(number, None)
        return True
