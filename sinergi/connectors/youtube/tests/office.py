"""What an office on YouTube does in the tests, as the house would."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.exam.candidate import PIXEL
from sinergi.connectors.youtube import YouTube, resuming
from sinergi.connectors.youtube.tests.standin import film

KEY = "0b54c3fe-2c1f-4b5e-9f2b-2d3a7f1c9e10"
NOTHING: frozenset[str] = frozenset()
BIG = resuming.PIECE * 2 + 1000


def big(words: str = "Acara") -> Draft:
    return Draft(words, media=(film(b"v" * BIG),))


def picture() -> Media:
    return Media("sampul.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL))


def find(office: YouTube, draft: Draft, kept: dict[str, str]) -> Published | None:
    since = datetime.now(UTC)
    return office.find(draft, key=KEY, progress=kept, since=since, known=NOTHING)


def stopped(office: YouTube, draft: Draft, kept: dict[str, str]) -> Unavailable:
    """Prepare until it stops; return why."""
    with pytest.raises(Unavailable) as wait:
        office.prepare(draft, key=KEY, progress=dict(kept), keep=kept.__setitem__)
    return wait.value
