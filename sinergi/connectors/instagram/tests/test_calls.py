"""What Instagram calls us with: genuine, forged, twice, out of order, and without news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from sinergi.connectors.contract import Call
from sinergi.connectors.graph.tests.world import CITIZEN, IG, VERIFY
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.tests.comments import ME
from sinergi.connectors.instagram.tests.standin import InstagramStandIn, called


@pytest.fixture
def network() -> InstagramStandIn:
    return InstagramStandIn()


@pytest.fixture
def office(network: InstagramStandIn) -> Iterator[Instagram]:
    with httpx.Client(transport=network.transport()) as http:
        yield Instagram(network.credentials, http)


def test_a_call_and_the_poll_tell_of_the_same_comments(
    office: Instagram, network: InstagramStandIn
) -> None:
    post = network.post("Jadwal KTP").id
    asked = network.comment(post, "Jam berapa?")
    below = network.comment(asked.id, "Saya juga mau tahu")
    calls = [network.call_of(below), network.call_of(asked), network.call_of(asked)]
    told = [item for call in calls for e in office.events(call.body) for item in e.items]
    polled = {item.remote_id: item for item in office.listen(None).items}
    assert {item.remote_id for item in told} == set(polled)
    for item in told:
        same = polled[item.remote_id]
        assert (item.in_reply_to, item.author, item.text) == (
            same.in_reply_to,
            same.author,
            same.text,
        )


def test_only_genuine_calls_are_believed(office: Instagram, network: InstagramStandIn) -> None:
    check = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "77"}
    assert office.challenge(Call("GET", check, {})) == "77"
    call = network.call_of(network.comment(network.post("Jadwal").id, "Buka?"))
    assert office.genuine(call)
    assert not office.genuine(replace(call, body=call.body.replace(b"Buka", b"Tutup")))


def test_a_call_tells_of_messages_and_leaves_out_our_own(office: Instagram) -> None:
    message = {
        "sender": {"id": CITIZEN["id"]},
        "timestamp": 1763971200123,
        "message": {"mid": "aWdfZAG1", "text": "Halo"},
    }
    ours = {**message, "sender": {"id": IG}}
    broken = {**message, "timestamp": "kemarin"}
    (event,) = office.events(called([], [ours, broken, message]).body)
    assert [(i.remote_id, i.kind, i.author_id) for i in event.items] == [
        ("aWdfZAG1", "direct", CITIZEN["id"])
    ]


@pytest.mark.parametrize(
    "change", [{"from": {"id": IG, "username": ME}}, {"from": None}, {"media": {}}, {"id": None}]
)
def test_a_call_without_news_only_says_that_the_account_is_to_be_listened_to(
    office: Instagram, network: InstagramStandIn, change: dict[str, object]
) -> None:
    call = network.call_of(network.comment(network.post("Jadwal").id, "Buka?"), **change)
    (event,) = office.events(call.body)
    assert (event.account, list(event.items)) == (IG, [])


def test_a_mention_in_a_call_is_fetched_by_the_poll(office: Instagram) -> None:
    body = called([{"field": "mentions", "value": {"media_id": "1", "comment_id": "2"}}]).body
    (event,) = office.events(body)
    assert (event.account, list(event.items)) == (IG, [])
