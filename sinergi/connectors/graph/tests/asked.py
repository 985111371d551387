"""What a request to Meta says, taken apart; what it is answered with when it fails."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

APP, SECRET, VERIFY = "990011", "secret-of-the-app-77aa", "word-of-the-webhook"
PAGE, IG, PERSON = "104500000000001", "17841400000000001", "500000000000009"
USER_TOKEN, PAGE_TOKEN = "user-token-60-days-1c1c", "page-token-of-office-2d2d"
SHORT_TOKEN = "short-token-one-hour-3e3e"
CITIZEN = {"id": "7700000000000001", "name": "Warga Melati"}

VERSION = "v26.0"


class Fails(Exception):
    """What the network answers instead: an error of Graph's shape."""

    def __init__(
        self, code: int, sub: int = 0, message: str = "Invalid parameter", status: int = 400
    ) -> None:
        super().__init__(message)
        self.status = status
        self.body: dict[str, Any] = {
            "message": message,
            "type": "OAuthException",
            "code": code,
            "fbtrace_id": "AXy",
        }
        if sub:
            self.body["error_subcode"] = sub


GONE = "Unsupported get request. Object with ID does not exist"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, taken apart: the path below the version, parameters, files, the token."""

    method: str
    host: str
    path: tuple[str, ...]
    params: dict[str, str]
    files: dict[str, bytes]
    token: str
    headers: httpx.Headers
    body: bytes

    @classmethod
    def of(cls, request: httpx.Request) -> Asked:
        body = request.read()
        params = dict(parse_qsl(urlsplit(str(request.url)).query, keep_blank_values=True))
        files: dict[str, bytes] = {}
        kind = request.headers.get("Content-Type", "")
        if kind.startswith("application/x-www-form-urlencoded"):
            params |= dict(parse_qsl(body.decode(), keep_blank_values=True))
        elif kind.startswith("multipart/"):
            params |= _parts(kind, body, files)
        path = request.url.path.strip("/").removeprefix(VERSION).strip("/")
        token = request.headers.get("Authorization", "").split(" ")[-1]
        return cls(
            request.method,
            request.url.host,
            tuple(path.split("/")),
            params,
            files,
            token,
            request.headers,
            body,
        )


def _parts(kind: str, body: bytes, files: dict[str, bytes]) -> dict[str, str]:
    told = BytesParser().parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    params = {}
    for part in told.get_payload():
        assert not isinstance(part, str)
        name = str(part.get_param("name", header="Content-Disposition"))
        value = part.get_payload(decode=True)
        assert isinstance(value, bytes)
        if part.get_filename():
            files[name] = value
        else:
            params[name] = value.decode()
    return params


@dataclass(slots=True)
class Thing:
    """Something that has an id: what class it is, and what it says when asked."""

    kind: str
    told: dict[str, Any]
    edges: dict[str, list[Thing]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return str(self.told["id"])


def stamp(at: datetime | None = None) -> str:
    return (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S+0000")


def signature(body: bytes) -> dict[str, str]:
    digest = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    return {"x-hub-signature-256": f"sha256={digest}"}
