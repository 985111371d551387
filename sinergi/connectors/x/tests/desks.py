"""Parts of the stand-in that stand alone: what can go wrong, uploads, and calls to us."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

from sinergi.connectors.contract import Call
from sinergi.connectors.x.tests.archive import ME, WARGA, Message, Post

PROBLEMS = "https://api.x.com/2/problems/"
Reply = tuple[int, dict[str, Any]]


def problem(status: int, kind: str, title: str, detail: str, **more: str) -> Reply:
    """Return a refusal as X words it (application/problem+json)."""
    name = kind if kind == "about:blank" else PROBLEMS + kind
    return status, {"type": name, "title": title, "detail": detail, "status": status, **more}


@dataclass(slots=True)
class Trouble:
    """What is to go wrong next, each once."""

    NAMES: ClassVar[tuple[str, ...]] = (
        "container slow",
        "container expired",
        "chunk lost",
        "upload forgotten",
        "file unreadable",
        "duplicate refused",
        "rate limit",
        "token revoked",
        "no refresh token",
    )
    armed: set[str] = field(default_factory=set)

    def armer(self, name: str) -> Callable[[], None]:
        return lambda: self.armed.add(name)

    def takes(self, name: str) -> bool:
        """True once, after it was armed."""
        there = name in self.armed
        self.armed.discard(name)
        return there


@dataclass(slots=True)
class File:
    id: str
    asked: dict[str, Any]
    pieces: dict[int, bytes] = field(default_factory=dict)
    left: int = 0
    failed: bool = False
    ended: bool = False
    alt: str = ""

    @property
    def key(self) -> str:
        return f"{'7' if 'video' in self.asked['media_category'] else '3'}_{self.id}"

    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = {"id": self.id, "media_key": self.key, "expires_after_secs": 86400}
        if self.failed:
            told["processing_info"] = {"state": "failed"}
        elif self.left:
            told["processing_info"] = {"state": "in_progress", "check_after_secs": 1}
        elif "video" in self.asked["media_category"]:
            told["processing_info"] = {"state": "succeeded", "progress_percent": 100}
        return told


@dataclass(slots=True)
class Uploads:
    trouble: Trouble = field(default_factory=Trouble)
    files: dict[str, File] = field(default_factory=dict)
    _number: int = 1800

    def answer(self, rest: list[str], told: dict[str, Any], query: dict[str, str]) -> Reply:
        match rest:
            case ["upload", "initialize"]:
                return self._begin(told)
            case ["upload", number, "append"] if number in self.files:
                return self._piece(self.files[number], told)
            case ["upload", number, "finalize"] if number in self.files:
                return self._end(self.files[number])
            case ["upload"] if query["media_id"] in self.files:
                file = self.files[query["media_id"]]
                file.left = max(0, file.left - 1)
                return 200, {"data": file.told()}
            case ["metadata"] if told["id"] in self.files:
                self.files[told["id"]].alt = told["metadata"]["alt_text"]["text"]
                return 200, {"data": {"id": told["id"]}}
        return problem(404, "resource-not-found", "Not Found", "No file", resource_type="media")

    def _begin(self, told: dict[str, Any]) -> Reply:
        self._number += 1
        file = File(str(self._number), told)
        self.files[file.id] = file
        lasts = 0 if self.trouble.takes("container expired") else 86400
        return 200, {"data": {"id": file.id, "media_key": file.key, "expires_after_secs": lasts}}

    def _piece(self, file: File, told: dict[str, Any]) -> Reply:
        if self.trouble.takes("upload forgotten"):
            del self.files[file.id]
            return problem(404, "resource-not-found", "Not Found", "-", resource_type="media")
        if self.trouble.takes("chunk lost"):
            raise httpx.ReadTimeout("The read operation timed out")
        assert len(told["media"]) <= 5 * 1024 * 1024
        file.pieces[told["segment_index"]] = told["media"]
        return 200, {"data": {"expires_at": 1800000000}}

    def _end(self, file: File) -> Reply:
        whole = b"".join(file.pieces[n] for n in sorted(file.pieces))
        if len(whole) != file.asked["total_bytes"]:
            return problem(400, "invalid-request", "Invalid Request", "Segments are missing")
        file.ended = True
        file.left = 2 if self.trouble.takes("container slow") else 0
        file.failed = self.trouble.takes("file unreadable")
        return 200, {"data": file.told()}

    def keys(self, names: list[str]) -> tuple[str, ...] | None:
        """Return the keys of files that may go out, or nothing where one of them may not."""
        files = [self.files.get(name) for name in names]
        ready = [f for f in files if f is not None and f.ended and not f.left and not f.failed]
        return tuple(f.key for f in ready) if len(ready) == len(names) else None

    def shown(self, key: str) -> dict[str, Any]:
        return {"media_key": key, "type": "photo", "url": f"https://pbs.twimg.com/media/{key}.png"}


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
