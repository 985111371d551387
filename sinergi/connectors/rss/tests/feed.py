"""A site with a feed that knows its own validators."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx

START = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class Site:
    items: list[str] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if request.url.path != "/feed/":
            return httpx.Response(404, text="<h1>Tidak ada</h1>")
        tag = f'"{len(self.items)}"'
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        headers = {"ETag": tag, "Content-Type": "application/rss+xml"}
        return httpx.Response(200, text=self._feed(), headers=headers)

    def _feed(self) -> str:
        items = "".join(self._item(n, title) for n, title in reversed([*enumerate(self.items)]))
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Kabar Desa</title>'
            f"<link>https://kabar.example/</link>{items}</channel></rss>"
        )

    def _item(self, number: int, title: str) -> str:
        at = format_datetime(START + timedelta(minutes=number))
        return (
            f"<item><title>{title}</title><link>https://kabar.example/{number}</link>"
            f"<guid>kabar-{number}</guid><pubDate>{at}</pubDate>"
            "<description>&lt;p&gt;Warga &lt;b&gt;diminta&lt;/b&gt; datang.&lt;/p&gt;</description>"
            "</item>"
        )
