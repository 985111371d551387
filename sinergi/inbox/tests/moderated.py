"""A network that likes, hides and deletes, with a comment on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.test import Client

from sinergi.audit.models import Entry
from sinergi.connectors.contract import Hides, Likes, Removes
from sinergi.connectors.errors import ConnectorError
from sinergi.inbox.models import Message, Removal
from sinergi.inbox.tests.conftest import Hear
from sinergi.networks import gateway
from sinergi.networks.tests.conftest import Network
from sinergi.people.models import User

#: A comment with the number of somebody in it.
WORDS, NUMBER = "Hubungi Bu Kenanga di 081234567890", "081234567890"

WHY = {"ground": "personal", "reason": "Nomor telepon orang lain"}


class Moderating(Network, Likes, Hides, Removes):
    def __init__(self) -> None:
        super().__init__()
        self.liked: set[str] = set()
        self.removed: list[str] = []
        self.trouble: list[ConnectorError] = []

    def like(self, remote_id: str, *, liked: bool) -> None:
        self._stumble()
        (self.liked.add if liked else self.liked.discard)(remote_id)

    def hide(self, remote_id: str, *, hidden: bool) -> None:
        self._stumble()

    def remove(self, remote_id: str) -> None:
        self._stumble()
        self.removed.append(remote_id)

    def _stumble(self) -> None:
        if self.trouble:
            raise self.trouble.pop(0)


@contextmanager
def commented(heard: Hear) -> Iterator[Message]:
    """Hear a comment on an account whose network can do all of it."""
    conversation = heard("c1", WORDS)
    before = gateway.enabled()[conversation.account.network]
    gateway.enabled()[conversation.account.network] = Moderating
    yield Message.objects.select_related("conversation__account").get()
    gateway.enabled()[conversation.account.network] = before


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def removal(message: Message) -> Removal:
    return Removal.objects.get(message=message)


def logged() -> list[str]:
    found = Entry.objects.filter(verb__startswith="message.").order_by("seq")
    return list(found.values_list("verb", flat=True))
