"""A pretend network at the seam, with every way to fail, and a room above that approves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.utils import timezone

from sinergi.conftest import person
from sinergi.connectors.contract import (
    About,
    Draft,
    Identity,
    Incoming,
    Keep,
    Limits,
    Listens,
    Page,
    Progress,
    Published,
    Publishes,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.networks import actions, practice, signals
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units.models import Role, Unit


class Network(Publishes, Listens):
    """Remembers what became visible. ``before`` and ``after`` are raised once around accepting."""

    about: ClassVar[About] = About(
        slug="pretend", name="Pretend", chip="PR", limits=Limits(text=280)
    )

    def __init__(self) -> None:
        self.visible: list[tuple[str, str]] = []
        self.before: list[ConnectorError] = []
        self.after: list[ConnectorError] = []
        self.finding: list[ConnectorError] = []
        self.prepared: list[str] = []
        self.news: list[Page | ConnectorError] = []
        self.calls = 0

    def identify(self) -> Identity:
        return Identity("kecamatan.cibinong", "Cibinong", "")

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        for number, _ in enumerate(draft.media):
            if f"media{number}" not in progress:
                self.prepared.append(f"media{number}")
                keep(f"media{number}", f"id-{number}")

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        self.calls += 1
        if self.before:
            raise self.before.pop(0)
        self.visible.append((key, draft.text))
        if self.after:
            raise self.after.pop(0)
        return self._published(len(self.visible))

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        if self.finding:
            raise self.finding.pop(0)
        for number, (_, text) in enumerate(self.visible, start=1):
            if text == draft.text and str(number) not in known:
                return self._published(number)
        return None

    def listen(self, cursor: str | None) -> Page:
        answer = self.news.pop(0) if self.news else Page((), cursor)
        if isinstance(answer, ConnectorError):
            raise answer
        return answer

    def _published(self, number: int) -> Published:
        return Published(str(number), f"https://latihan.example/{number}")


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """The coordinator of Ayu's district: who may connect its accounts."""
    return person("dewi", "Dewi", tree["cibinong"], Role.COORDINATOR)


@pytest.fixture
def latihan() -> Iterator[None]:
    """The practice network, fresh."""
    practice.application.cache_clear()
    (settings.HOME / "sandbox.sqlite3").unlink(missing_ok=True)
    yield
    practice.application.cache_clear()


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def verdict() -> dict[str, str]:
    """What the room above says of every delivery: "" lets it go."""
    return {"": ""}


@pytest.fixture
def approved(verdict: dict[str, str]) -> Iterator[dict[str, str]]:
    def answer(sender: object, deliveries: list[Delivery], **_: Any) -> dict[int, str]:
        return {d.pk: verdict[""] for d in deliveries}

    signals.may_send.connect(answer)
    yield verdict
    signals.may_send.disconnect(answer)


Queue = Callable[..., Delivery]


@pytest.fixture
def queue(ayu_account: Account) -> Queue:
    def make(text: str = "Layanan Sabtu tetap buka", **values: Any) -> Delivery:
        given = {"unit": ayu_account.unit, "kind": "post", "due": timezone.now(), **values}
        return actions.queue(given.pop("account", ayu_account), text=text, **given)

    return make


def incoming(remote_id: str, text: str = "Jam berapa buka?") -> Incoming:
    return Incoming(
        remote_id=remote_id,
        kind="mention",
        author="warga@sosial.example",
        author_name="Warga",
        text=text,
        at=timezone.now() - timedelta(seconds=5),
    )
