"""What an office on X does in the tests, as the house would."""

from __future__ import annotations

import io
from datetime import UTC, datetime

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.x import X

NOTHING: frozenset[str] = frozenset()


def video(size: int = 9_000_000, mime: str = "video/mp4") -> Media:
    return Media("acara.mp4", mime, size, lambda: io.BytesIO(b"v" * size), "", 1280, 720, 30.0)


def find(office: X, draft: Draft, progress: dict[str, str]) -> Published | None:
    since = datetime.now(UTC)
    return office.find(draft, key="k", progress=progress, since=since, known=NOTHING)
