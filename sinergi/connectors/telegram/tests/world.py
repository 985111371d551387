"""Whom and what there is on the Telegram of the tests."""

from __future__ import annotations

import json
from typing import Any

import httpx

TOKEN = "7000000001:AAF-kunci_bot_kecamatan_cibinong"
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Cibinong", "username": "cibinong_bot"}
WARGA = {"id": 501, "is_bot": False, "first_name": "Sari", "last_name": "Warga", "username": "sari"}
CHANNEL, GROUP, LOG = -1001000000001, -1002000000002, -1003000000003
#: Where the account's own chat is after the trouble "group upgraded".
ELSEWHERE = -1009999999999
#: A small group, and what becomes of it when it grows.
SMALL, GROWN = -4500000004, -1004000000004
CHATS: dict[int, dict[str, Any]] = {
    CHANNEL: {"id": CHANNEL, "type": "channel", "title": "Cibinong", "username": "kec_cibinong"},
    GROUP: {"id": GROUP, "type": "supergroup", "title": "Cibinong: tanya jawab"},
    LOG: {"id": LOG, "type": "channel", "title": "Catatan bot"},
    SMALL: {"id": SMALL, "type": "group", "title": "Warga RW 04"},
    GROWN: {"id": GROWN, "type": "supergroup", "title": "Warga RW 04"},
    501: {"id": 501, "type": "private", "first_name": "Sari", "username": "sari"},
}
Told = dict[str, Any]


class No(Exception):
    """A refusal as Telegram words it."""

    def __init__(self, code: int, reason: str, **parameters: int) -> None:
        super().__init__(reason)
        self.code, self.reason, self.parameters = code, reason, parameters


def upgraded(to: int) -> No:
    reason = "Bad Request: group chat was upgraded to a supergroup chat"
    return No(400, reason, migrate_to_chat_id=to)


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


def refusal(no: No) -> httpx.Response:
    told: Told = {"ok": False, "error_code": no.code, "description": no.reason}
    if no.parameters:
        told["parameters"] = no.parameters
    return httpx.Response(no.code, content=json.dumps(told))
