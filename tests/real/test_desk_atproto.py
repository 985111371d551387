"""The whole desk on the reference network of Bluesky."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from sinergi.connectors.bluesky import Bluesky
from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery
from sinergi.people.models import User
from sinergi.units.models import Unit
from tests.real.bluesky_office import connector
from tests.real.desk import Desk, other_office_solves_it
from tests.servers.atproto import Network, Person, until

pytestmark = [
    pytest.mark.real,
    pytest.mark.both,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def enabled() -> Iterator[None]:
    """Bluesky is among the networks of this installation."""
    before = gateway.enabled().get("bluesky")
    gateway.enabled()["bluesky"] = Bluesky
    yield
    if before is None:
        del gateway.enabled()["bluesky"]


@dataclass(frozen=True, slots=True)
class Warga:
    there: Person

    def answer(self, delivery: Delivery, text: str) -> str:
        return str(self.there.reply(delivery.remote_id, text)["uri"])

    def reads(self, text: str) -> str:
        def look() -> str | None:
            told = [note["record"] for note in self.there.told("reply")]
            found = (record for record in told if text in record["text"])
            return next((str(record["reply"]["parent"]["uri"]) for record in found), None)

        return until(look, 90, f"the citizen was not told: {text}")

    def sees_one_like(self, answer: str) -> None:
        def look() -> bool | None:
            return self.there.find(answer).get("likeCount", 0) == 1 or None

        until(look, 90, "the citizen never saw the like")


@pytest.mark.usefixtures("enabled")
def test_another_office_answers_by_the_account_until_it_is_solved(
    network: Network, ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    person = network.join("kecamatan")
    typed = {"server": network.url, "identifier": person.handle, "password": person.app_password()}
    access = connector(network, typed).renew().credentials
    account = Account.objects.create(
        unit=tree["cibinong"],
        network="bluesky",
        handle=person.handle,
        remote_id=person.did,
        owner=ayu,
        credentials=gateway.lock(access),
        connected_at=timezone.now(),
        next_listen=timezone.now(),
    )
    desk = Desk(ayu, budi, citra, account, lambda row: connector(network, access))
    warga = Warga(network.join("penanya"))
    other_office_solves_it(desk, warga, tree["regency"], tree["ciomas"])
