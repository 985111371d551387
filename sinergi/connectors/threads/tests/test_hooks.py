"""Threads calls: checked, signed, perhaps twice, in any order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from sinergi.connectors.contract import Call
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.boxes import ME
from sinergi.connectors.threads.tests.house import deliver
from sinergi.connectors.threads.tests.standin import StandIn


def check(**asked: str) -> Call:
    return Call("GET", {name.replace("_", ".", 1): value for name, value in asked.items()}, {})


def told(network: StandIn, ours: str) -> dict[str, Any]:
    """Return a call's words about an answer, as the list of answers tells it too."""
    post = network.posts.speak("Buka?", answers=ours)
    return {**post, "root_post": {"id": ours, "owner_id": ME["id"], "username": ME["username"]}}


def test_the_address_is_proved_with_our_word_only(office: Threads) -> None:
    asked = {"hub_mode": "subscribe", "hub_challenge": "1158201444"}
    assert office.challenge(check(**asked, hub_verify_token="kata-uji")) == "1158201444"
    assert office.challenge(check(**asked, hub_verify_token="lain")) is None


def test_a_signed_call_is_genuine_and_a_forged_one_is_not(
    office: Threads, network: StandIn
) -> None:
    call = network.call("mentions", network.posts.speak("@kec.cibinong halo"))
    assert office.genuine(call)
    assert not office.genuine(replace(call, body=call.body + b" "))
    assert not office.genuine(replace(call, headers={}))
    assert not office.genuine(replace(call, headers={"x-hub-signature-256": "sha256=0"}))


def test_a_call_says_the_same_as_the_list(office: Threads, network: StandIn) -> None:
    ours = deliver(office, network.draft("Layanan"), {}).remote_id
    call = network.call("replies", told(network, ours))
    (event,) = office.events(call.body)
    assert event.account == ME["id"]
    assert list(event.items) == list(office.listen(None).items)
    assert office.events(call.body) == [event]  # it comes twice: the same


def test_an_answer_in_anothers_thread_concerns_both(office: Threads, network: StandIn) -> None:
    ours = deliver(office, network.draft("Layanan"), {}).remote_id
    post = told(network, ours) | {"root_post": {"id": "1", "owner_id": "555"}}
    accounts = [event.account for event in office.events(network.call("replies", post).body)]
    assert accounts == [ME["id"], "555"]


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"[]", b"{}", b"\xff", b"[" * 100_000, b'{"values": []}'),
        json.dumps({"values": {"field": "publish", "value": {}}}).encode(),
        json.dumps({"values": {"field": "replies", "value": {"id": "1"}}}).encode(),
    ],
)
def test_what_cannot_be_read_says_nothing(body: bytes, office: Threads) -> None:
    assert office.events(body) == []
