"""Messages of the public, as a connector hands them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from sinergi.conftest import person
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox.cases import joining
from sinergi.inbox.models import Case, Conversation
from sinergi.inbox.transfers import moving
from sinergi.networks import signals
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.understanding.tests.conftest import read_all
from sinergi.units.models import Role, Unit

Hear = Callable[..., Conversation]


def incoming(
    remote_id: str = "c1",
    text: str = "Buka sampai jam berapa, Min?",
    *,
    author: str = "warga.melati",
    answers: str | None = None,
    kind: IncomingKind = "comment",
    minutes_ago: int = 1,
) -> Incoming:
    return Incoming(
        remote_id=remote_id,
        kind=kind,
        author=author,
        author_name=author.replace(".", " ").title(),
        text=text,
        at=timezone.now() - timedelta(minutes=minutes_ago),
        url=f"https://latihan.example/p/{remote_id}",
        in_reply_to=answers,
    )


def hear_items(account: Account, *items: Incoming) -> None:
    """Pass items up as the listener does."""
    with transaction.atomic():
        signals.heard.send(Account, account=account, items=list(items))


@pytest.fixture
def heard(ayu_account: Account) -> Hear:
    """Return how Ayu's account hears one message; it returns the conversation."""

    def hear(*args: str, **kwargs: object) -> Conversation:
        item = incoming(*args, **kwargs)  # type: ignore[arg-type]  # handed on as given
        hear_items(ayu_account, item)
        return Conversation.objects.get(messages__remote_id=item.remote_id)

    return hear


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    """Ayu's colleague in the same office."""
    return person("dewi", "Dewi", tree["cibinong"], Role.ADMIN)


VOICES = (
    "Jalan raya Kemang depan pasar berlubang besar, kapan diperbaiki?",
    "Min, jalan raya Kemang di depan pasar lubangnya besar banget, tolong diperbaiki",
    "Jalan raya depan pasar Kemang berlubang besar!! Sudah ada yang jatuh. Kapan diperbaiki",
)
OTHER = "Sampah menumpuk di TPS Ciawi sudah seminggu, tolong diangkut"


def tell(heard: Hear) -> list[Conversation]:
    """Let several tell of one hole, and one of something else."""
    found = [
        heard(f"v{number}", text, author=f"warga.{number}", answers="p1", minutes_ago=30 - number)
        for number, text in enumerate((*VOICES, OTHER))
    ]
    read_all()
    for one in found:
        one.refresh_from_db()
    return found


@pytest.fixture
def voices(heard: Hear) -> list[Conversation]:
    return tell(heard)


@pytest.fixture
def case(voices: list[Conversation], ayu: User) -> Case:
    return joining.open_case(ayu, voices[0], voices[1:3], title="Lubang di depan pasar Kemang")


@pytest.fixture
def given(heard: Hear, ayu: User, citra: User, tree: dict[str, Unit]) -> Conversation:
    """Ayu gave a question to Citra's office."""
    conversation = heard("c1", "Kapan jalan di Ciomas diperbaiki?", answers="p1")
    moving.hand_over(ayu, conversation, tree["ciomas"], reason="Lokasinya di Ciomas")
    conversation.refresh_from_db()
    return conversation


@pytest.fixture
def media(settings: Settings, tmp_path: Path) -> None:
    """A folder of its own for files."""
    settings.MEDIA_ROOT = tmp_path / "media"
