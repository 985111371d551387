"""The whole desk on a real server of the fediverse, with a citizen on a second one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from sinergi.networks import actions as networks
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.units.models import Unit
from tests.real.desk import Desk, other_office_solves_it
from tests.servers import snac

pytestmark = [
    pytest.mark.real,
    pytest.mark.both,
    pytest.mark.django_db(transaction=True),
]


@dataclass(frozen=True, slots=True)
class Warga:
    """A citizen whose server names ours by its host."""

    there: snac.Citizen

    def answer(self, delivery: Delivery, text: str) -> str:
        return str(self.there.reply(delivery.url, text)["id"])

    def reads(self, text: str) -> str:
        return str(self.there.awaits_mention(text)["in_reply_to_id"])

    def sees_one_like(self, answer: str) -> None:
        def look() -> bool | None:
            return self.there.status(answer)["favourites_count"] == 1 or None

        snac.until(look, snac.FEDERATED, "the citizen never saw the like")


def test_another_office_answers_by_the_account_until_it_is_solved(
    servers: tuple[snac.Snac, snac.Snac],
    ayu: User,
    budi: User,
    citra: User,
    tree: dict[str, Unit],
) -> None:
    office = servers[0].citizen("cibinong")
    given = {"server": office.server, "token": office.token}
    account = networks.connect(ayu, tree["cibinong"], "mastodon", given)
    desk = Desk(ayu, budi, citra, account)
    warga = Warga(servers[1].citizen("warga"))
    other_office_solves_it(desk, warga, tree["regency"], tree["ciomas"])
