"""How news comes: Telegram calls us, or we ask. It does one of the two at a time.

While an address is set it refuses ``getUpdates`` (409). Then it keeps what it could not deliver for
24 hours and goes on trying. Asking beside it means to look whether it gets through to us: where it
does not, the address is taken away, and what waits is fetched.
https://core.telegram.org/bots/api#getting-updates
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sinergi.connectors.answers import host_of, items_of, understanding
from sinergi.connectors.contract import Call, Event, Page
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.telegram.answers import House, readable, update_of
from sinergi.connectors.telegram.api import BASE, Api, said
from sinergi.lib.text import say

#: What we ask to hear: nothing but what people write.
HEARD = ["message"]

#: What one answer holds at the most.
PAGE = 100

#: After a week without news Telegram may begin to number anew, and lower; what waits is then read
#: without saying from where on. It keeps nothing for longer than a day.
STALE = timedelta(days=2)

#: How often Telegram may call us at once.
CALLS = 8

SIGNATURE = "x-telegram-bot-api-secret-token"


def listen(api: Api, cursor: str | None, now: datetime) -> Page:
    asked = {"limit": PAGE, "timeout": 0, "allowed_updates": HEARD}
    try:
        told = api.get("getUpdates", offset=following(cursor, now), **asked)
    except Refused as e:
        if e.facts.get("status") != 409:
            raise
        if "other getupdates" in said(e):
            twice = say("{host} is asked for this bot by another program too: one bot, one asker.")
            raise Unavailable(twice, host=host_of(BASE)) from e
        return _beside(api, cursor)
    with understanding(BASE):
        updates = items_of(told)
        newest = _cursor(updates[-1], now) if updates else cursor
        changed = api.chats.told(updates)
        heard = list(readable(updates, House.of(api.chats.with_(changed))))
        return Page(heard, newest, more=len(updates) >= PAGE, changed=changed)


def events(api: Api, body: bytes) -> Sequence[Event]:
    updates = [update_of(body) or {}]
    changed = api.chats.told(updates)
    heard = tuple(readable(updates, House.of(api.chats.with_(changed))))
    return (Event("", heard, changed=changed),) if heard or changed else ()


def _cursor(update: Any, now: datetime) -> str:
    """Return the number of an update and when its message was written: enough to go on from."""
    number = update["update_id"]
    if type(number) is not int:
        raise TypeError("a number is expected")
    message = update.get("message")
    at = message.get("date") if isinstance(message, dict) else None
    return f"{number}@{at if type(at) is int else int(now.timestamp())}"


def following(cursor: str | None, now: datetime) -> int | None:
    """Return from which number on to read; nothing: all that waits."""
    number, _, at = (cursor or "").partition("@")
    if not number.isdecimal() or not at.isdecimal():
        return None
    fresh = now.timestamp() - int(at) < STALE.total_seconds()
    return int(number) + 1 if fresh else None


def _beside(api: Api, cursor: str | None) -> Page:
    """Look whether Telegram gets through to us; where it does not, go over to asking."""
    told = api.get("getWebhookInfo")
    with understanding(BASE):
        waiting, failed = told["pending_update_count"], told.get("last_error_date")
        if type(waiting) is not int:
            raise TypeError("a number is expected")
    if not waiting or not failed:
        return Page((), cursor)
    api.post("deleteWebhook", quiet=True, drop_pending_updates=False)
    return Page((), cursor, more=True)  # at once: what waits is fetched by the next read


def secret(api: Api) -> str:
    """Return the word Telegram says with every call: made of the token, and telling nothing of it.

    https://core.telegram.org/bots/api#setwebhook
    """
    return hmac.new(api.token.encode(), b"sinergi telegram webhook", hashlib.sha256).hexdigest()


def genuine(api: Api, call: Call) -> bool:
    given = call.headers.get(SIGNATURE, "").encode("utf-8", "replace")
    return bool(api.token) and hmac.compare_digest(given, secret(api).encode())


def set_hook(api: Api, address: str) -> None:
    api.post(
        "setWebhook",
        quiet=True,
        url=address,
        secret_token=secret(api),
        allowed_updates=HEARD,
        max_connections=CALLS,
        drop_pending_updates=False,
    )


def moment() -> datetime:
    return datetime.now(UTC)
