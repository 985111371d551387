"""The addresses X calls, what it tells to each, and its signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

from sinergi.connectors.contract import Call
from sinergi.connectors.x.tests.archive import ME, WARGA, Message, Post
from sinergi.connectors.x.tests.desks import Reply


@dataclass(slots=True)
class Hooks:
    """The addresses X calls, what it tells to each, and its signature."""

    BEARER: ClassVar[str] = "token-of-the-app"
    hooks: dict[str, dict[str, Any]] = field(default_factory=dict)
    wishes: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, request: httpx.Request, told: dict[str, Any]) -> Reply:
        match request.method, request.url.path.removeprefix("/2/").split("/"):
            case "GET", ["webhooks"]:
                found = [*self.hooks.values()]
                return 200, {"data": found, "meta": {"result_count": len(found)}}
            case "POST", ["webhooks"]:
                made = {"id": str(5000 + len(self.hooks)), "url": told["url"], "valid": True}
                self.hooks[made["id"]] = {**made, "created_at": "2026-11-24T00:00:00Z"}
                return 200, {"data": self.hooks[made["id"]]}
            case "PUT", ["webhooks", number]:
                self.hooks[number]["valid"] = True
                return 200, {"data": {"valid": True}}
            case "GET", ["activity", "subscriptions"]:
                return 200, {"data": self.wishes}
        wish = {**told, "subscription_id": str(6000 + len(self.wishes))}
        self.wishes.append(wish)
        return 200, {"data": {"subscription": wish}}

    @staticmethod
    def call(secret: str, event: dict[str, Any]) -> Call:
        """Return a call as X makes it, signed over the body as it is sent."""
        body = json.dumps({"data": event}).encode()
        digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
        signature = "sha256=" + base64.b64encode(digest).decode()
        return Call("POST", {}, {"x-twitter-webhooks-signature": signature}, body)


def told_of(post: Post) -> dict[str, Any]:
    """Return the event of a post that names or answers us, in the words X still uses there."""
    text = post.shown({"created_at", "conversation_id", "entities"}, {"author_id"})
    text["edit_history_tweet_ids"] = text.pop("edit_history_post_ids")
    if post.answers:
        text["referenced_tweets"] = [{"type": "replied_to", "id": post.answers}]
        text["in_reply_to_user_id"] = post.answers_user
    return {
        "event_uuid": "2080765813578191303",
        "event_type": "post.reply.create" if post.answers else "post.mention.create",
        "filter": {"user_id": ME["id"]},
        "payload": text,
        "includes": {"users": [ME, WARGA]},
    }


def told_of_message(message: Message) -> dict[str, Any]:
    """Return the event of a private message, in the older shape X uses for it."""
    made = {
        "target": {"recipient_id": message.other},
        "sender_id": message.sender,
        "message_data": {"text": message.words, "entities": {"urls": []}},
    }
    event = {
        "type": "message_create",
        "id": message.id,
        "created_timestamp": str(int(message.at.timestamp() * 1000)),
        "message_create": made,
    }
    people = {person["id"]: {"data": person} for person in (ME, WARGA)}
    return {
        "event_uuid": "6850472171600526495",
        "event_type": "dm.received",
        "filter": {"user_id": ME["id"]},
        "payload": {"direct_message_events": [event], "users": people},
    }
