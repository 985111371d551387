"""Posts in every stage, and a worker at hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sinergi.conftest import CAST, HOMES, person
from sinergi.connectors.contract import (
    About,
    Draft,
    Identity,
    Keep,
    Limits,
    Progress,
    Published,
    Publishes,
)
from sinergi.connectors.errors import ConnectorError
from sinergi.networks.models import Account
from sinergi.networks.sending import Sender
from sinergi.people.models import User
from sinergi.publishing import actions
from sinergi.publishing.holding import acting
from sinergi.publishing.models import Approval, Hold, Policy, Post
from sinergi.publishing.policies import keeping
from sinergi.publishing.policies.keeping import Said, StepSaid
from sinergi.units.models import Role, Unit

Write = Callable[..., Post]
#: Signs a person in.
As = Callable[[User], Client]


class Network(Publishes):
    """Remembers what became visible; raises what it was told to, once each."""

    about = About(slug="pretend", name="Pretend", chip="PN", limits=Limits(text=500))

    def __init__(self) -> None:
        self.visible: list[str] = []
        self.errors: list[ConnectorError] = []

    def identify(self) -> Identity:
        return Identity("kecamatan.cibinong", "Cibinong", "")

    def prepare(self, draft: Draft, *, key: str, progress: Progress, keep: Keep) -> None:
        return

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        if self.errors:
            raise self.errors.pop(0)
        self.visible.append(draft.text)
        number = str(len(self.visible))
        return Published(f"{key[:4]}-{number}", f"https://latihan.example/{number}")

    def find(
        self, draft: Draft, *, key: str, progress: Progress, since: datetime, known: frozenset[str]
    ) -> Published | None:
        return None


@pytest.fixture
def network() -> Network:
    return Network()


def work(network: Network, at: datetime | None = None, *, rounds: int = 3) -> None:
    """Do rounds of what a worker does, at a moment of our choosing."""
    now = at or timezone.now() + timedelta(seconds=1)
    sender = Sender(open_account=lambda _: network)
    for _ in range(rounds):
        jobs = sender.claim(10, now=now, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=now)


@pytest.fixture
def write(ayu: User, ayu_account: Account) -> Write:
    return writing(ayu, ayu_account)


def writing(ayu: User, ayu_account: Account) -> Write:
    def make(text: str = "Layanan Sabtu tetap buka", **values: Any) -> Post:
        given = {"accounts": [ayu_account], **values}
        actor = given.pop("actor", ayu)
        unit = given.pop("unit", ayu_account.unit)
        return actions.write(actor, unit, text=text, **given)

    return make


@pytest.fixture
def as_(client: Client) -> As:
    def sign_in(user: User) -> Client:
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def draft(ayu: User, ayu_account: Account) -> Post:
    return CAST.of("draft") or _draft(ayu, ayu_account)


@pytest.fixture
def asked(draft: Post, ayu: User) -> Approval:
    return CAST.of("asked") or _asked(draft, ayu)


def _draft(ayu: User, ayu_account: Account) -> Post:
    return writing(ayu, ayu_account)()


def _asked(draft: Post, ayu: User) -> Approval:
    return actions.ask_approval(ayu, draft)


CAST.also("draft", _draft, ("ayu", "ayu_account"), last=True)
CAST.also("asked", _asked, ("draft", "ayu"), last=True)
HOMES.add(__name__)


@pytest.fixture
def approved(asked: Approval, budi: User) -> Approval:
    return actions.approve(budi, asked, due=timezone.now() + timedelta(hours=1))


@pytest.fixture
def due_now(asked: Approval, budi: User) -> Approval:
    return actions.approve(budi, asked, due=None)


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)


@pytest.fixture
def eko(tree: dict[str, Unit]) -> User:
    return person("eko", "Eko", tree["regency"], Role.APPROVER)


@pytest.fixture
def hold(budi: User, tree: dict[str, Unit]) -> Hold:
    return acting.begin(budi, tree["regency"], reason="mourning")


def two_steps(dewi: User, unit: Unit) -> Policy:
    """Say that an approver signs first, then Dewi."""
    steps = [StepSaid(roles=("approver",)), StepSaid(people=(dewi,))]
    return keeping.keep(dewi, unit, Said(steps=steps))
