"""A server that answers as Mastodon's documentation says, in memory, for what snac2 lacks.

https://docs.joinmastodon.org/methods/ and /entities/: idempotency keys, pictures that take a
while, PKCE, ``/api/v2/instance``, notifications by ``min_id``, HTML as Mastodon writes it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

HOST = "sosial.example"
ME = {"id": "1", "acct": "cibinong", "username": "cibinong", "display_name": "Kecamatan Cibinong"}
WARGA = {"id": "2", "acct": "warga@desa.example", "username": "warga", "display_name": "Warga"}
TOKEN = "token-of-the-office-5f2c"
LINK = re.compile(r"https?://\S+")
MENTION = re.compile(r"@(\w+)(@[\w.-]+)?")


@dataclass(slots=True)
class Pretend:
    """``slow_pictures`` answers uploads with 202 and says "still working" so many times."""

    slow_pictures: int = 0
    statuses: dict[str, dict[str, Any]] = field(default_factory=dict)
    notifications: list[dict[str, Any]] = field(default_factory=list)
    media: dict[str, dict[str, Any]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    #: Every path that was asked for, in order.
    asked: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _number: int = 1000

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
            case "GET", ["v1", "statuses", number] if number in self.statuses:
                return 200, self.statuses[number]
            case "DELETE", ["v1", "statuses", number] if number in self.statuses:
                return 200, self.statuses.pop(number)
            case "GET", ["v1", "statuses", number, "context"] if number in self.statuses:
                below = [s for s in self._all() if s["in_reply_to_id"] == number]
                return 200, {"ancestors": [], "descendants": below[::-1]}
        return 404, {"error": "Record not found"}

    # -- signing in ------------------------------------------------------------------------------

    def _allow(self, query: dict[str, str]) -> str:
        code = f"code-{self._next()}"
        self.codes[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def _token(self, form: dict[str, str]) -> tuple[int, Any]:
        given = self.codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        right = {"code_challenge": proof, "redirect_uri": form.get("redirect_uri")}
        known = form.get("client_secret") == "secret-of-the-app"
        if given is None or not known or any(given[n] != v for n, v in right.items()):
            no = "The provided authorization grant is invalid, expired or revoked."
            return 400, {"error": "invalid_grant", "error_description": no}
        return 200, {"access_token": TOKEN, "token_type": "Bearer", "scope": given["scope"]}

    # -- posts -----------------------------------------------------------------------------------

    def _publish(self, asked: Asked) -> tuple[int, Any]:
        told = asked.json()
        if asked.key in self.keys:
            return 200, self.statuses[self.keys[asked.key]]
        if len(LINK.sub("x" * 23, told["status"])) > 500:
            return 422, {"error": "Validation failed: Text character limit of 500 exceeded"}
        if told.get("in_reply_to_id") and told["in_reply_to_id"] not in self.statuses:
            return 404, {"error": "Record not found"}
        pictures = [self.media[number] for number in told.get("media_ids") or ()]
        if any(picture["left"] for picture in pictures):
            return 422, {"error": "Cannot attach files that have not finished processing."}
        status = self.speak(told["status"], told, ME, pictures)
        self.keys[asked.key] = status["id"]
        return 200, status

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
        if "min_id" in asked.query:
            after = [n for n in notes if int(n["id"]) > int(asked.query["min_id"])]
            return after[:most][::-1]
        return notes[::-1][:most]

    def _all(self) -> list[dict[str, Any]]:
        return sorted(self.statuses.values(), key=lambda s: int(s["id"]), reverse=True)

    # -- pictures --------------------------------------------------------------------------------

    def _upload(self, asked: Asked) -> tuple[int, Any]:
        if b'name="file"' not in asked.body:
            return 422, {"error": "Validation failed: File can't be blank"}
        number = self._next()
        self.media[number] = {"id": number, "url": None, "left": self.slow_pictures}
        return (202 if self.slow_pictures else 200), self._picture(number)[1]

    def _picture(self, number: str) -> tuple[int, Any]:
        picture = self.media[number]
        if picture["left"]:
            picture["left"] -= 1
            return 206, {"id": number, "type": "image", "url": None}
        picture["url"] = f"https://{HOST}/media/{number}.png"
        return 200, {"id": number, "type": "image", "url": picture["url"]}

    def _next(self) -> str:
        self._number += 1
        return str(self._number)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, taken apart."""

    method: str
    path: str
    query: dict[str, str]
    body: bytes
    token: str
    key: str

    @classmethod
    def of(cls, environ: dict[str, Any]) -> Asked:
        query = parse_qs(environ.get("QUERY_STRING", ""))
        return cls(
            method=environ["REQUEST_METHOD"],
            path=environ["PATH_INFO"],
            query={name: values[0] for name, values in query.items()},
            body=environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)),
            token=environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer "),
            key=environ.get("HTTP_IDEMPOTENCY_KEY", ""),
        )

    def json(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told

    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


#: https://docs.joinmastodon.org/entities/Instance/
INSTANCE = {
    "domain": HOST,
    "title": "Sosial",
    "version": "4.4.0",
    "configuration": {
        "statuses": {"max_characters": 500, "max_media_attachments": 4},
        "media_attachments": {
            "supported_mime_types": ["image/jpeg", "image/png", "image/heic", "video/mp4"],
            "description_limit": 1500,
            "image_size_limit": 16777216,
        },
    },
}


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def long_ago() -> str:
    return stamp(datetime.now(UTC) - timedelta(days=3))


def rendered(text: str) -> str:
    """Return text as Mastodon's pages show it: links shortened, handles without their server."""
    shown = html.escape(text, quote=True)
    shown = LINK.sub(_link, shown)
    shown = MENTION.sub(
        r'<span class="h-card"><a href="#" class="u-url mention">@<span>\1</span></a></span>', shown
    )
    parts = [part.replace("\n", "<br />") for part in re.split("\n\n+", shown)]
    return "".join(f"<p>{part}</p>" for part in parts)


def _link(found: re.Match[str]) -> str:
    url = found[0]
    bare = urlsplit(url)
    start, middle = f"{bare.scheme}://", url.split("://", 1)[1]
    shown, rest = middle[:30], middle[30:]
    return (
        f'<a href="{url}" rel="nofollow"><span class="invisible">{start}</span>'
        f'<span class="ellipsis">{shown}</span><span class="invisible">{rest}</span></a>'
    )
