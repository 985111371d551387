"""Calls from X: the challenge, the signature, and what they bring."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Call
from sinergi.connectors.errors import Refused
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import ME, WARGA
from sinergi.connectors.x.tests.calls import Hooks, told_of, told_of_message
from sinergi.connectors.x.tests.keys import APP
from sinergi.connectors.x.tests.standin import StandInX

SECRET = APP["app_consumer_secret"]


def test_the_challenge_is_answered_with_our_secret(office: X) -> None:
    told = office.challenge(Call("GET", {"crc_token": "tanya-77"}, {}))
    digest = hmac.new(SECRET.encode(), b"tanya-77", hashlib.sha256).digest()
    assert json.loads(told or "") == {
        "response_token": "sha256=" + base64.b64encode(digest).decode()
    }
    assert office.challenge(Call("GET", {}, {})) is None
    assert office.challenge(Call("POST", {"crc_token": "x"}, {})) is None


def test_only_what_x_signed_is_genuine(office: X, network: StandInX) -> None:
    call = Hooks.call(SECRET, told_of(network.archive.write(WARGA["id"], "@kec_cibinong Buka?")))
    assert office.genuine(call)
    assert not office.genuine(replace(call, body=call.body + b" "))
    assert not office.genuine(replace(call, headers={}))
    assert not office.genuine(replace(call, headers={"x-twitter-webhooks-signature": "sha256=é"}))
    assert not office.genuine(Hooks.call("another secret", {"event_type": "x"}))


def test_without_a_secret_nothing_is_genuine() -> None:
    with httpx.Client() as client:
        bare = X({}, client)
        assert not bare.genuine(Hooks.call("", {"event_type": "x"}))
        assert bare.challenge(Call("GET", {"crc_token": "x"}, {})) is None


def test_a_call_brings_the_same_as_asking_does(office: X, network: StandInX) -> None:
    post = network.archive.write(ME["id"], "Layanan tetap buka")
    network.archive.write(WARGA["id"], "Halo @kec_cibinong https://bogorkab.example/a")
    network.speak(post.id)
    message = network.archive.send(WARGA["id"], ME["id"], "KTP saya hilang")
    told = [told_of(p) for p in network.archive.naming(ME)] + [told_of_message(message)]
    calls = [Hooks.call(SECRET, event) for event in told]
    brought = {
        item.remote_id: item
        for call in [*reversed(calls), *calls]  # out of order, and each twice
        for event in office.events(call.body)
        for item in event.items
    }
    asked = {item.remote_id: item for item in office.listen(None).items}
    assert set(brought) == set(asked)
    for remote_id, item in brought.items():
        same = asked[remote_id]
        assert (item.text, item.author, item.kind) == (same.text, same.author, same.kind)
        assert item.in_reply_to == same.in_reply_to
    assert {e.account for call in calls for e in office.events(call.body)} == {ME["id"]}


def test_what_we_did_ourselves_brings_nothing(office: X, network: StandInX) -> None:
    own = told_of(network.archive.write(ME["id"], "@kec_cibinong"))
    assert [list(e.items) for e in office.events(Hooks.call(SECRET, own).body)] == [[]]


def test_access_taken_away_is_news_of_that_account(office: X) -> None:
    revoked = {"event_type": "oauth.revoke", "filter": {}, "payload": {"user_id": ME["id"]}}
    assert [e.account for e in office.events(Hooks.call(SECRET, revoked).body)] == [ME["id"]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'{"data": {"event_type": "dm.received", "payload": {}, "filter": {"user_id": "1"}}}',
        b'{"data": {"event_type": "post.mention.create", "payload": [], "filter": null}}',
        b'{"data": {"event_type": "like.create", "payload": {}, "filter": {"user_id": "1"}}}',
    ],
)
def test_what_cannot_be_read_brings_nothing(office: X, body: bytes) -> None:
    assert [item for event in office.events(body) for item in event.items] == []


def test_one_message_that_cannot_be_read_keeps_no_other_away(office: X, network: StandInX) -> None:
    told = told_of_message(network.archive.send(WARGA["id"], ME["id"], "Halo"))
    good: dict[str, Any] = told["payload"]["direct_message_events"][0]
    told["payload"]["direct_message_events"] = [{"id": "1"}, {**good, "id": None}, good]
    (event,) = office.events(Hooks.call(SECRET, told).body)
    assert [item.text for item in event.items] == ["Halo"]


def test_x_is_asked_once_to_call_us(office: X, network: StandInX) -> None:
    address = "https://sinergi.example/panggilan/x"
    assert any("not asked to call us" in m.what for m in office.missing())
    for _ in range(2):
        office.set_hook(address)
    assert [hook["url"] for hook in network.hooks.hooks.values()] == [address]
    kinds = sorted(wish["event_type"] for wish in network.hooks.wishes)
    assert kinds == ["dm.received", "post.mention.create"]
    assert list(office.missing()) == []


def test_an_address_x_gave_up_is_made_valid_again(office: X, network: StandInX) -> None:
    office.set_hook("https://sinergi.example/panggilan/x")
    (hook,) = network.hooks.hooks.values()
    hook["valid"] = False
    office.set_hook("https://sinergi.example/panggilan/x")
    assert hook["valid"]


def test_without_the_apps_key_nobody_calls_and_the_page_says_so(network: StandInX) -> None:
    keys = {n: v for n, v in network.credentials.items() if "consumer" not in n}
    with httpx.Client(transport=network.transport()) as client:
        office = X(keys, client)
        with pytest.raises(Refused):
            office.set_hook("https://sinergi.example/panggilan/x")
        assert any("API key" in m.do for m in office.missing())
