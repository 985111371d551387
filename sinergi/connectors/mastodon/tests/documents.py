"""What Mastodon's documentation says of requests, of a server's card and of words on a page."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

HOST = "sosial.example"
LINK = re.compile(r"https?://\S+")
MENTION = re.compile(r"@(\w+)(@[\w.-]+)?")


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
            "video_frame_rate_limit": 120,
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
