"""A server that answers as Mastodon's documentation says, in memory, for what snac2 lacks.

https://docs.joinmastodon.org/methods/ and /entities/: idempotency keys, pictures that take a
while, PKCE, ``/api/v2/instance``, notifications by ``min_id``, HTML as Mastodon writes it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from sinergi.connectors.mastodon.tests.documents import HOST, INSTANCE, LINK, Asked, rendered, stamp
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN, KeepsPictures

ME = {"id": "1", "acct": "cibinong", "username": "cibinong", "display_name": "Kecamatan Cibinong"}
WARGA = {"id": "2", "acct": "warga@desa.example", "username": "warga", "display_name": "Warga"}


@dataclass(slots=True)
class Pretend(KeepsPictures):
    """The whole server: a WSGI application that remembers what it was asked."""

    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    #: Every path that was asked for, in order.
    asked: list[str] = field(default_factory=list)
    #: Whether the token has the scope write:favourites.
    may_favour: bool = True
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with self.lock:
            status, told = self.answer(Asked.of(environ))
        body = b"" if told is None else json.dumps(told).encode()
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if status == 302:
            headers.append(("Location", told["location"]))
        start(f"{status} {HTTPStatus(status).phrase}", headers)
        return [body]

    def answer(self, asked: Asked) -> tuple[int, Any]:
        self.asked.append(f"{asked.method} {asked.path}")
        match asked.method, asked.path.strip("/").split("/"):
            case "POST", ["api", "v1", "apps"]:
                return 200, {"client_id": "the-client", "client_secret": "secret-of-the-app"}
            case "GET", ["oauth", "authorize"]:
                return 302, {"location": self._allow(asked.query)}
            case "POST", ["oauth", "token"]:
                return self._token(asked.form())
            case "GET", ["api", "v2", "instance"]:
                return 200, INSTANCE
        if asked.token != TOKEN:
            return 401, {"error": "The access token is invalid"}
        if asked.path.endswith("favourite"):
            return self._favoured(*asked.path.split("/")[-2:])
        return self._signed_in(asked)

    def _signed_in(self, asked: Asked) -> tuple[int, Any]:
        match asked.method, asked.path.removeprefix("/api/").split("/"):
            case "GET", ["v1", "accounts", "verify_credentials"]:
                return 200, {**ME, "url": f"https://{HOST}/@cibinong", "source": {"note": ""}}
            case "GET", ["v1", "accounts", "1", "statuses"]:
                return 200, self._page([s for s in self._all() if s["account"] == ME], asked)
            case "GET", ["v1", "notifications"]:
                return 200, self._news(asked)
            case "POST", ["v2", "media"]:
                return self._upload(asked)
            case "GET", ["v1", "media", number] if number in self.media:
                return self._picture(number)
            case "POST", ["v1", "statuses"]:
                return self._publish(asked)
            case (("GET" | "PUT" | "DELETE"), ["v1", "statuses", number]) if (
                number in self.statuses
            ):
                return 200, self._status(number, asked)
            case "GET", ["v1", "statuses", number, "context"] if number in self.statuses:
                below = [s for s in self._all() if s["in_reply_to_id"] == number]
                return 200, {"ancestors": [], "descendants": below[::-1]}
        return 404, {"error": "Record not found"}

    def _favoured(self, number: str, act: str) -> tuple[int, Any]:
        """https://docs.joinmastodon.org/methods/statuses/#favourite"""
        if not self.may_favour:
            return 403, {"error": "This action is outside the authorized scopes"}
        if number not in self.statuses:
            return 404, {"error": "Record not found"}
        self.statuses[number]["favourited"] = act == "favourite"
        return 200, self.statuses[number]

    # -- posts -----------------------------------------------------------------------------------

    def _publish(self, asked: Asked) -> tuple[int, Any]:
        told = asked.json()
        if asked.key in self.keys:
            return 200, self.statuses[self.keys[asked.key]]
        if len(LINK.sub("x" * 23, told["status"])) > 500:
            return 422, {"error": "Validation failed: Text character limit of 500 exceeded"}
        if told.get("in_reply_to_id") and told["in_reply_to_id"] not in self.statuses:
            return 404, {"error": "Record not found"}
        gone = [number for number in told.get("media_ids") or () if number not in self.media]
        if gone:
            return 422, {"error": f"Validation failed: Media {', '.join(gone)} not found"}
        pictures = [self.media[number] for number in told.get("media_ids") or ()]
        if any(picture["left"] for picture in pictures):
            return 422, {"error": "Cannot attach files that have not finished processing."}
        status = self.speak(told["status"], told, ME, pictures)
        self.keys[asked.key] = status["id"]
        return 200, status

    def _status(self, number: str, asked: Asked) -> dict[str, Any]:
        """Show, change or delete. What a change does not name is taken away.

        https://docs.joinmastodon.org/methods/statuses/#edit
        """
        if asked.method == "DELETE":
            return self.statuses.pop(number)
        status = self.statuses[number]
        if asked.method == "GET":
            return status
        told = asked.json()
        kept = {file["id"]: file for file in status["media_attachments"]}
        status["content"] = rendered(told["status"])
        status["spoiler_text"] = told.get("spoiler_text", "")
        status["media_attachments"] = [kept[file] for file in told.get("media_ids", ())]
        return status

    def speak(
        self,
        text: str,
        told: dict[str, Any],
        who: dict[str, str],
        pictures: Iterable[dict[str, Any]] = (),
    ) -> dict[str, Any]:
        """Write a status; the office hears of it when somebody else names or answers it."""
        number = self._next()
        status = {
            "id": number,
            "created_at": stamp(datetime.now(UTC)),
            "in_reply_to_id": told.get("in_reply_to_id"),
            "visibility": told.get("visibility", "public"),
            "uri": f"https://{HOST}/users/{who['username']}/statuses/{number}",
            "url": f"https://{HOST}/@{who['username']}/{number}",
            "replies_count": 0,
            "reblogs_count": 0,
            "favourites_count": 3,
            "content": rendered(text),
            "spoiler_text": told.get("spoiler_text", ""),
            "account": who,
            "media_attachments": [{"id": p["id"], "url": p["url"]} for p in pictures],
        }
        self.statuses[number] = status
        if who is not ME:
            self.notify("mention", status)
        return status

    def notify(self, kind: str, status: dict[str, Any] | None) -> None:
        note = {"id": self._next(), "type": kind, "account": WARGA, "status": status}
        self.notifications.append({**note, "created_at": stamp(datetime.now(UTC))})

    def answer_as_citizen(self, number: str, text: str, visibility: str = "public") -> str:
        told = {"in_reply_to_id": number, "visibility": visibility}
        return str(self.speak(f"@cibinong {text}", told, WARGA)["id"])

    def _page(self, items: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
        """Return the newest first, older than ``max_id`` where it is given; 40 at the most."""
        below = int(asked.query.get("max_id", "9" * 18))
        most = min(int(asked.query.get("limit", "20")), 40)
        return [item for item in items if int(item["id"]) < below][:most]

    def _news(self, asked: Asked) -> list[dict[str, Any]]:
        """Return the newest, or what comes right after ``min_id``; newest first both times."""
        most = min(int(asked.query.get("limit", "40")), 80)
        kind = asked.query.get("types[]")
        notes = [n for n in self.notifications if kind in {None, n["type"]}]
        if "max_id" in asked.query:
            return self._page(notes[::-1], asked)
        if "min_id" in asked.query:
            after = [n for n in notes if int(n["id"]) > int(asked.query["min_id"])]
            return after[:most][::-1]
        return notes[::-1][:most]

    def _all(self) -> list[dict[str, Any]]:
        return sorted(self.statuses.values(), key=lambda s: int(s["id"]), reverse=True)
