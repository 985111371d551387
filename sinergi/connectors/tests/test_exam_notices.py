"""The exam itself: connectors with one fault each do not pass it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from sinergi.connectors import exam
from sinergi.connectors.contract import Draft, Identity, Page, Progress, Published
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.connectors.exam import Candidate, Failed
from sinergi.connectors.sandbox import Sandbox
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store


class Repeats(Sandbox):
    """Sends again by itself."""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        with suppress(ConnectorError):
            return super().publish(draft, key=key, progress=progress)
        return super().publish(draft, key=key, progress=progress)


class TakesDoubtForNo(Sandbox):
    """Says "nothing happened" of what may have happened."""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        try:
            return super().publish(draft, key=key, progress=progress)
        except Unconfirmed as e:
            raise Unavailable("Later") from e


class Careless(Sandbox):
    """Lets whatever happens out."""

    def identify(self) -> Identity:
        told = self.http.get(f"{self.server}/api/me").json()
        return Identity(told["handle"], told["name"], told["url"])


class Talkative(Sandbox):
    """Puts its token into what people read."""

    def identify(self) -> Identity:
        try:
            return super().identify()
        except Refused as e:
            raise Refused("No access with {token}", token=self.token) from e


class Forgetful(Sandbox):
    """Forgets where it read to."""

    def listen(self, cursor: str | None) -> Page:
        return replace(super().listen(None), cursor="1")


class LocalTime(Sandbox):
    def listen(self, cursor: str | None) -> Page:
        page = super().listen(cursor)
        items = [replace(item, at=datetime.now(UTC).replace(tzinfo=None)) for item in page.items]
        return replace(page, items=items)


class UploadsAgain(Sandbox):
    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Any) -> None:
        super().prepare(draft, key=key, progress={}, keep=keep)


class ClaimsKeys(Sandbox):
    """Promises that keys repeat, and sends a new one each time."""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        return super().publish(draft, key=exam.candidate.key(), progress=progress)


class Counts(Sandbox):
    about = replace(Sandbox.about, slug="Jaringan Latihan", count=lambda text: len(text) - 1)


class Follows(Sandbox):
    """Goes wherever it is sent."""

    def identify(self) -> Identity:
        self.http.get(f"{self.server}/api/me", follow_redirects=True)
        return super().identify()


@pytest.fixture
def candidate(tmp_path: Path) -> Candidate:
    store = Store(tmp_path / "sandbox.sqlite3", seed=1, durable=False)
    token = store.join("kecamatan.cibinong", "Kecamatan Cibinong")
    app = Application(store)

    def speak(remote_id: str) -> str:
        store.publish("warga", "Warga", "Di mana?", parent=int(remote_id), plan=False)
        return "Di mana?"

    return Candidate(
        Sandbox,
        {"server": "http://latihan.example", "token": token},
        lambda: httpx.WSGITransport(app),
        answers={"server": "http://latihan.example"},
        speak=speak,
        patience=0,
    )


@pytest.mark.parametrize(
    ("connector", "question"),
    [
        (Repeats, "a write is never repeated by itself"),
        (TakesDoubtForNo, "a lost answer is a doubt that looking settles"),
        (TakesDoubtForNo, "silence is nothing for a read and a doubt for a write"),
        (Careless, "an answer that is none becomes one of the errors"),
        (Careless, "a network nobody reaches did nothing"),
        (Talkative, "secrets stay secret though the network repeats them"),
        (Forgetful, "what people say arrives once per cursor"),
        (LocalTime, "what people say arrives once per cursor"),
        (UploadsAgain, "uploads go on where they stopped"),
        (ClaimsKeys, "a key that repeats gives the first post back"),
        (Counts, "the card names the network"),
        (Counts, "text is counted without surprise"),
        (Follows, "nobody is led to a private address"),
    ],
)
def test_a_fault_is_noticed(candidate: Candidate, connector: type[Sandbox], question: str) -> None:
    asked = next(q for q in exam.QUESTIONS if exam.name(q) == question)
    asked(candidate)  # a sound one passes; it passes all of them in test_exam.py
    with pytest.raises((Failed, ConnectorError)):
        asked(replace(candidate, connector=connector))
