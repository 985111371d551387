"""Messages of the public, as a connector hands them over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.conftest import person
from sinergi.connectors.contract import Incoming, IncomingKind
from sinergi.inbox.models import Conversation
from sinergi.networks import signals
from sinergi.networks.models import Account
from sinergi.people.models import User
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
