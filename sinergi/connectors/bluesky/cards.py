"""The card of a link: what the page it leads to says about itself (Open Graph).

A page that cannot be read makes no card, and no error: the post does not depend on strangers.
"""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

#: Bytes read of a page, and what a picture may weigh (app.bsky.embed.external).
PAGE = 500_000
THUMB = 1_000_000
#: Seconds a stranger's page may take, and how often it may send us on.
PATIENCE = 10.0
HOPS = 4
#: Characters of a title and of a description.
TITLE, DESCRIPTION = 300, 1000


@dataclass(frozen=True, slots=True)
class Card:
    """What a page says about itself. ``image`` is the address of a picture, or ""."""

    url: str
    title: str
    description: str
    image: str


@dataclass(frozen=True, slots=True)
class Picture:
    mime: str
    content: bytes

    def open(self) -> io.BytesIO:
        return io.BytesIO(self.content)


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.in_title = tag == "title"
        if tag == "meta":
            name = (given.get("property") or given.get("name") or "").casefold()
            self.told.setdefault(name, given.get("content", "").strip())

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.told.setdefault("title", data.strip())


def read(http: httpx.Client, url: str) -> Card | None:
    """Return the card of the page at ``url``, or nothing."""
    got = _fetched(http, url, PAGE, cut=True)
    if got is None or got[1] not in {"text/html", "application/xhtml+xml"}:
        return None
    final, _, content = got
    head = _Head()
    head.feed(content.decode("utf-8", "replace").replace("<![", "&lt;!["))
    told = {name: value for name, value in head.told.items() if value}
    title = told.get("og:title") or told.get("title") or ""
    words = told.get("og:description") or told.get("description") or ""
    image = urljoin(final, told["og:image"]) if told.get("og:image") else ""
    return Card(url, title[:TITLE], words[:DESCRIPTION], image) if title else None


def picture(http: httpx.Client, address: str) -> Picture | None:
    """Return the picture at ``address`` where it is one and small enough."""
    got = _fetched(http, address, THUMB, cut=False)
    if got is None or got[1] not in {"image/jpeg", "image/png", "image/webp"} or not got[2]:
        return None
    return Picture(got[1], got[2])


def _fetched(
    http: httpx.Client, url: str, most: int, *, cut: bool
) -> tuple[str, str, bytes] | None:
    """Return final address, type and content; with ``cut`` the beginning of what is too long."""
    until = time.monotonic() + PATIENCE
    try:
        for _ in range(HOPS):
            if not url.casefold().startswith(("http://", "https://")):
                return None
            with http.stream("GET", url, timeout=PATIENCE, headers={"Accept": "*/*"}) as answer:
                if answer.is_redirect:
                    url = urljoin(url, answer.headers.get("Location", ""))
                    continue
                if answer.status_code != 200:
                    return None
                body = _read(answer, most, until)
                kind = answer.headers.get("Content-Type", "").split(";")[0].strip().casefold()
                return (url, kind, body[:most]) if cut or len(body) <= most else None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError):
        return None
    return None


def _read(answer: httpx.Response, most: int, until: float) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > most or time.monotonic() > until:
            break
    return bytes(body)
