"""Sending and looking as the house does it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.telegram import Telegram

NOTHING: frozenset[str] = frozenset()


def picture(name: str = "a.jpg") -> Media:
    return Media(name, "image/jpeg", 3, lambda: io.BytesIO(name.encode()))


def film() -> Media:
    return Media("a.mp4", "video/mp4", 3, lambda: io.BytesIO(b"mp4"), "", 640, 360, 3.4)


def send(office: Telegram, draft: Draft) -> Published:
    kept: dict[str, str] = {}
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    return office.publish(draft, key="k", progress=kept)


def find(office: Telegram, draft: Draft, known: frozenset[str] = NOTHING) -> Published | None:
    return office.find(draft, key="k", progress={}, since=datetime.now(UTC), known=known)
