"""The whole desk on a real server of the fediverse, with a citizen on a second one."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass

import pytest

from sinergi.inbox import actions
from sinergi.lib.media.tests.made import photo
from sinergi.networks import actions as networks
from sinergi.networks import attaching
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


def test_a_citizen_sees_the_picture_of_an_answer(
    servers: tuple[snac.Snac, snac.Snac], ayu: User, budi: User, citra: User, tree: dict[str, Unit]
) -> None:
    office = servers[0].citizen("cibinong")
    given = {"server": office.server, "token": office.token}
    account = networks.connect(ayu, tree["cibinong"], "mastodon", given)
    desk, warga = Desk(ayu, budi, citra, account), servers[1].citizen("warga")
    mark = secrets.token_hex(3)
    posted = desk.post(f"Jalan raya diperbaiki {mark}")
    warga.reply(posted.url, f"Sudah rata belum {mark}?")
    talk = desk.hear(f"rata belum {mark}")
    raw = photo("JPEG", size=(320, 240))
    picture = attaching.brought(io.BytesIO(raw), name="jalan.jpg")
    media = [{**picture, "alt": "Jalan sudah rata"}]
    answer = desk.sent(actions.reply(ayu, talk, text=f"Sudah {mark}", media=media))
    told = warga.awaits_mention(f"Sudah {mark}")
    assert [one["description"] for one in told["media_attachments"]] == ["Jalan sudah rata"]
    assert answer.state == Delivery.State.SENT


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
