"""Telegram in one memory: a channel, its discussion group, a log channel, people, and one bot."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import httpx

from sinergi.connectors.telegram.tests import oracle
from sinergi.connectors.telegram.words import length

TOKEN = "7000000001:AAF-kunci_bot_kecamatan_cibinong"
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Cibinong", "username": "cibinong_bot"}
WARGA = {"id": 501, "is_bot": False, "first_name": "Sari", "last_name": "Warga", "username": "sari"}
CHANNEL, GROUP, LOG = -1001000000001, -1002000000002, -1003000000003
CHATS: dict[int, dict[str, Any]] = {
    CHANNEL: {"id": CHANNEL, "type": "channel", "title": "Cibinong", "username": "kec_cibinong"},
    GROUP: {"id": GROUP, "type": "supergroup", "title": "Cibinong: tanya jawab"},
    LOG: {"id": LOG, "type": "channel", "title": "Catatan bot"},
    501: {"id": 501, "type": "private", "first_name": "Sari", "username": "sari"},
}
Told = dict[str, Any]


class No(Exception):
    """A refusal as Telegram words it."""

    def __init__(self, code: int, reason: str, **parameters: int) -> None:
        super().__init__(reason)
        self.code, self.reason, self.parameters = code, reason, parameters


class Network:
    def __init__(self) -> None:
        self.messages: dict[int, dict[int, Told]] = {chat: {} for chat in CHATS}
        self.updates: list[Told] = []
        self.told = 0
        self.hook: Told = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        self.secret = ""
        self.members: dict[int, Told] = {
            chat: {"status": "administrator", "can_post_messages": True}
            for chat in (CHANNEL, GROUP, LOG)
        }
        self.reads_all = False
        #: What happens to the next visible request instead of what it asks for.
        self.armed: list[No] = []
        self.asked: list[tuple[str, Told]] = []
        self.silent_videos = False
        self._say(CHANNEL, {"channel_chat_created": True})

    # -- the wire --------------------------------------------------------------------------------

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == "api.telegram.org"
        assert request.url.scheme == "https"
        bot, _, method = request.url.path.lstrip("/").partition("/")
        if bot != f"bot{TOKEN}":
            return _refusal(No(401, "Unauthorized"))
        asked = oracle.request_of(request)
        oracle.check_request(method, asked)
        self.asked.append((method, asked))
        try:
            result = self._do(method, asked)
        except No as no:
            return _refusal(no)
        oracle.check_answer(method, result)
        return httpx.Response(200, json={"ok": True, "result": result})

    def _do(self, method: str, asked: Told) -> Any:
        seen = method.startswith("send") and self._chat(asked["chat_id"]) != LOG
        if seen and self.armed:
            raise self.armed.pop()
        does: Callable[[Told], Any] = getattr(self, f"do_{method}")
        return does(asked)

    def _chat(self, asked: Any) -> int:
        """Return a chat by number or name, as requests give it."""
        for number, chat in CHATS.items():
            if str(asked) in {str(number), f"@{chat.get('username')}"}:
                return number
        raise No(400, "Bad Request: chat not found")

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
        if time.time() - self.messages[chat][number]["date"] > 48 * 3600:
            raise No(400, "Bad Request: message can't be deleted for everyone")
        del self.messages[chat][number]
        return True

    def do_deleteMessages(self, asked: Told) -> bool:
        for number in asked["message_ids"]:
            self.messages[self._chat(asked["chat_id"])].pop(number, None)
        return True

    # -- what is heard ---------------------------------------------------------------------------

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


BOT_SPEAKS = {"from": BOT}
GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
RIGHTS = dict.fromkeys(
    (
        "can_be_edited",
        "is_anonymous",
        "can_manage_chat",
        "can_delete_messages",
        "can_manage_video_chats",
        "can_restrict_members",
        "can_promote_members",
        "can_change_info",
        "can_invite_users",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_send_welcome_messages",
    ),
    False,
)


def _identity(given: Any) -> str:
    """Return the id of a file: one that was named keeps it, one that came gets a new one."""
    named = isinstance(given, str) and not given.startswith("attach://")
    return given if named else f"AgACAgUAAx{abs(hash(str(given))):x}"


def photo(given: Any) -> Told:
    name = _identity(given)
    return {"file_id": name, "file_unique_id": name[:12], "width": 1, "height": 1}


def video(given: Any) -> Told:
    return {**photo(given), "duration": 3}


def _refusal(no: No) -> httpx.Response:
    told: Told = {"ok": False, "error_code": no.code, "description": no.reason}
    if no.parameters:
        told["parameters"] = no.parameters
    return httpx.Response(no.code, content=json.dumps(told))
