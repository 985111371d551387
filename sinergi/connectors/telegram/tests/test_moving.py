"""A group that becomes a supergroup is followed, and people in it are answered on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Moved, Refused
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.house import send
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.standin import StandIn
from sinergi.connectors.telegram.tests.world import GROWN, SMALL, TOKEN

HERE = {"token": TOKEN, "chat": str(SMALL), "group": "", "log": ""}
MOVED = {"chat": str(GROWN), "moved": f"{SMALL}>{GROWN}"}

Open = Callable[[Mapping[str, str]], Telegram]


@pytest.fixture
def opened(stand_in: StandIn) -> Iterator[Open]:
    with httpx.Client(transport=stand_in.transport()) as http:
        yield lambda credentials: Telegram(credentials, http)


def test_what_goes_to_the_old_number_tells_the_new_one(opened: Open, network: Network) -> None:
    network.grow()
    with pytest.raises(Moved) as moved:
        send(opened(HERE), Draft("Rapat RW malam ini"))
    assert moved.value.credentials == MOVED
    assert send(opened({**HERE, **MOVED}), Draft("Rapat RW")).remote_id.startswith(f"{GROWN}/")


def test_the_group_itself_says_that_it_moved(opened: Open, network: Network) -> None:
    network.write("Sebelum", SMALL)
    network.grow()
    network.write("Sesudah", GROWN)
    page = opened(HERE).listen(None)
    assert [item.text for item in page.items] == ["Sebelum", "Sesudah"]
    assert page.changed == MOVED
    assert opened({**HERE, **page.changed}).listen(None).changed == {}


def test_a_call_says_it_too(opened: Open, network: Network, stand_in: StandIn) -> None:
    network.grow()
    office = opened(HERE)
    (event,) = office.events(stand_in.hook(network.updates[0]).body)
    assert (event.items, event.changed) == ((), MOVED)
    assert office.events(stand_in.hook(network.updates[1]).body) == ()


def test_a_message_of_before_is_answered_where_the_group_is_now(
    opened: Open, network: Network
) -> None:
    network.write("Kapan kerja bakti?", SMALL)
    (asked,) = opened(HERE).listen(None).items
    network.grow()
    office = opened({**HERE, **MOVED})
    answer = Draft("Hari Minggu, pukul 07.00.", reply_to=asked.remote_id, to=asked.author_id)
    assert send(office, answer).remote_id.startswith(f"{GROWN}/")


def test_a_group_of_others_that_moved_is_none_of_ours(opened: Open, network: Network) -> None:
    network.grow()
    office = opened({**HERE, "chat": "@kec_cibinong"})
    assert office.listen(None).changed == {}
    with pytest.raises(Refused):
        send(office, Draft("Halo", reply_to=f"{SMALL}/1", to="501"))
