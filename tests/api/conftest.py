"""Programs of the cast: each speaks to the API with a token of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from sinergi.conftest import CAST, HOMES
from sinergi.connectors.contract import Incoming
from sinergi.inbox import hearing
from sinergi.inbox.models import Conversation
from sinergi.knowledge import actions as answers
from sinergi.knowledge.rules import Said
from sinergi.networks.models import Account, Delivery
from sinergi.people import tokens
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.publishing.models import Post
from sinergi.web.api import pace
from tests.api.staged import DESK

Json = dict[str, Any]
#: What Django's test client answers: a response with ``json()``.
Answer = Any


@dataclass(frozen=True, slots=True)
class Program:
    """A script that acts as a person."""

    token: str

    def get(self, path: str, **query: Any) -> Answer:
        return self.ask("GET", path, query=query)

    def post(self, path: str, body: object = None, *, key: str = "") -> Answer:
        return self.ask("POST", path, body, key=key)

    def put(self, path: str, body: object) -> Answer:
        return self.ask("PUT", path, body)

    def ask(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        key: str = "",
        query: Json | None = None,
    ) -> Answer:
        headers = {"Authorization": f"Bearer {self.token}"}
        if key:
            headers["Idempotency-Key"] = key
        values: Json = {"headers": headers, "query_params": query}
        if body is not None:
            values |= {"data": body, "content_type": "application/json"}
        asked = getattr(Client(), method.lower())
        return asked(f"/api/v1{path}", **values)


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    """The tokens of the next test have the numbers of the last."""
    pace.LOCAL.clear()


def program_of(user: User, scopes: Sequence[str] = tuple(tokens.SCOPES)) -> Program:
    _, plain = tokens.create(None, user, name="uji", scopes=scopes)
    return Program(plain)


def in_a_month(hours: int = 0) -> str:
    """Return a moment as the API spells it."""
    moment = timezone.now().replace(microsecond=0) + timedelta(days=30, hours=hours)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class World:
    """Everything of Ayu's that the API can name, by the first word of its path.

    What the desk makes of her conversation is made when a test first names it.
    """

    ids: dict[str, int]
    account: Account
    post: Post
    conversation: Conversation
    failed: Delivery

    def path(self, template: str) -> str:
        """Return a path of the description with the id of something of Ayu's in it."""
        return template.replace("{pk}", str(self.id_of(template.split("/")[1])))

    def id_of(self, word: str) -> int:
        """Return the id of what of Ayu's a path that begins with a word names."""
        if word not in self.ids:
            self.ids[word] = DESK[word](self.conversation)
        return self.ids[word]


@pytest.fixture
def world(ayu: User, budi: User, ayu_account: Account) -> World:
    return CAST.of("world") or furnished(ayu, budi, ayu_account)


def furnished(ayu: User, budi: User, ayu_account: Account) -> World:
    """Make a post that waits, one that failed, a question of a citizen."""
    written: Json = {"text": "Layanan Sabtu tetap buka", "accounts": [ayu_account]}
    post = publishing.write(ayu, ayu_account.unit, **written)
    waiting = publishing.ask_approval(ayu, post)
    other = publishing.write(ayu, ayu_account.unit, **written)
    publishing.approve(budi, publishing.ask_approval(ayu, other), due=None)
    Delivery.objects.update(state=Delivery.State.FAILED)
    publishing.refresh(other.pk)
    failed = Delivery.objects.get()
    with transaction.atomic():
        message = hearing.take(ayu_account, [asking("Sabtu buka jam berapa?")])[0]
    ids = {
        "posts": post.pk,
        "approvals": waiting.pk,
        "deliveries": failed.pk,
        "conversations": message.conversation_id,
        "answers": answers.write(ayu, ayu_account.unit, answer_said()).pk,
        "accounts": ayu_account.pk,
        "units": ayu_account.unit_id,
    }
    return World(ids, ayu_account, post, message.conversation, failed)


CAST.also("world", furnished, ("ayu", "budi", "ayu_account"))
HOMES.add(__name__)


def answer_said() -> Said:
    """An answer as Ayu writes it: nobody has verified it."""
    return Said(
        questions=["Sabtu buka jam berapa?"],
        text="Sabtu buka pukul 08.00.",
        source="Jam layanan kecamatan",
        valid_until=timezone.localdate() + timedelta(days=90),
    )


def asking(text: str, remote_id: str = "warga-1") -> Incoming:
    return Incoming(
        remote_id=remote_id,
        kind="mention",
        author="warga@sosial.example",
        author_name="Warga",
        text=text,
        at=timezone.now() - timedelta(seconds=5),
    )


@pytest.fixture
def as_ayu(ayu: User) -> Program:
    return program_of(ayu)


@pytest.fixture
def as_budi(budi: User) -> Program:
    return program_of(budi)


@pytest.fixture
def as_citra(citra: User) -> Program:
    return program_of(citra)
