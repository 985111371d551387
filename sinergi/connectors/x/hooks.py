"""Calls from X: they prove themselves, and bring mentions, answers and private messages at once.

https://docs.x.com/x-api/webhooks/quickstart and https://docs.x.com/x-api/activity/event-payloads
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from sinergi.connectors.answers import MISSHAPEN, items_of
from sinergi.connectors.contract import Call, Event
from sinergi.connectors.x import answers
from sinergi.connectors.x.api import id_of
from sinergi.lib import jsons

SIGNATURE = "x-twitter-webhooks-signature"
WORDS = {"post.mention.create", "post.reply.create", "post.quote.create"}


def challenge(secret: str, asked: Call) -> str | None:
    """Answer X's question whether the address is ours; it is asked again every hour."""
    token = asked.query.get("crc_token", "")
    if asked.method != "GET" or not token or not secret:
        return None
    return json.dumps({"response_token": _signed(secret, token.encode())})


def genuine(secret: str, asked: Call) -> bool:
    given = asked.headers.get(SIGNATURE, "")
    right = _signed(secret, asked.body)
    return bool(secret) and hmac.compare_digest(given.encode(), right.encode())


def _signed(secret: str, body: bytes) -> str:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return "sha256=" + base64.b64encode(digest).decode()


def events(body: bytes) -> list[Event]:
    """Return what a call says. What is not known to us means only that there is news."""
    try:
        told = jsons.read(body)["data"]
        return list(_events(told))
    except (*MISSHAPEN, RecursionError):
        return []


def _events(told: Any) -> Iterator[Event]:
    kind, payload = str(told["event_type"]), told["payload"]
    account = str((told.get("filter") or {}).get("user_id") or payload.get("user_id") or "")
    if not account:
        return
    if kind in WORDS:
        yield Event(account, tuple(answers.posts(told, [_named(payload)], account)))
    elif kind == "dm.received":
        yield Event(account, tuple(_messages(payload, account)))
    elif kind == "oauth.revoke":
        yield Event(account)


def _named(post: Any) -> Any:
    """Return a post that says what it answers, where the call tells only whom it answers."""
    answered = post.get("referenced_posts") or post.get("referenced_tweets")
    thread = str(post.get("conversation_id") or "")
    if answered or not post.get("in_reply_to_user_id") or thread in {"", str(post.get("id"))}:
        return post
    return {**post, "referenced_posts": [{"type": "replied_to", "id": thread}]}


def _messages(payload: Any, account: str) -> Iterable[Any]:
    """Yield private messages. They come in the older shape, with people in a map beside them."""
    people = payload.get("users") or {}
    along = [known.get("data", known) for known in people.values() if isinstance(known, dict)]
    told = {"includes": {"users": along}}
    for message in items_of(payload["direct_message_events"]):
        try:
            yield from answers.messages(told, [_newer(message)], account)
        except MISSHAPEN:
            continue


def _newer(message: Any) -> dict[str, Any]:
    made = message["message_create"]
    words = made.get("message_data") or {}
    at = datetime.fromtimestamp(int(message["created_timestamp"]) / 1000, UTC)
    return {
        "id": id_of(message),
        "sender_id": id_of(made, "sender_id"),
        "text": str(words.get("text") or ""),
        "entities": words.get("entities") or {},
        "created_at": at.isoformat(),
    }
