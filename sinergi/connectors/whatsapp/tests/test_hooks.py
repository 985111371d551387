"""WhatsApp calls us: what people write, and what became of what we wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sinergi.connectors.contract import Call, Listens
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import call, signed
from sinergi.connectors.whatsapp.tests.world import PHONE, WARGA, WORD, Told

HALLO: Told = {"type": "text", "text": {"body": "Syarat KTP apa saja?"}}
ADDRESS = "https://sinergi.example/kait/whatsapp"


def test_it_hears_by_being_called_alone() -> None:
    assert Listens not in WhatsApp.__mro__
    assert any("cannot be asked again" in words for words in WhatsApp.about.by_hand)


def test_the_address_is_ours_when_whatsapp_says_our_word(office: WhatsApp) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": WORD, "hub.challenge": "1158201444"}
    assert office.challenge(Call("GET", query, {})) == "1158201444"
    for change in ({"hub.verify_token": "tebakan"}, {"hub.mode": "unsubscribe"}):
        assert office.challenge(Call("GET", query | change, {})) is None


def test_whatsapp_is_told_our_address(office: WhatsApp, network: Network) -> None:
    office.set_hook(ADDRESS)
    office.set_hook(ADDRESS)
    assert network.address == ADDRESS


def test_only_what_is_signed_with_the_apps_secret_is_believed(
    office: WhatsApp, network: Network
) -> None:
    genuine = call(network.written(HALLO))
    assert office.genuine(genuine)
    assert not office.genuine(call(network.written(HALLO), secret="another"))
    assert not office.genuine(Call("POST", {}, {}, genuine.body))
    changed = genuine.body.replace(b"KTP", b"SIM")
    assert not office.genuine(Call("POST", {}, genuine.headers, changed))


def test_what_a_person_writes_is_direct_and_names_the_number_it_came_to(
    office: WhatsApp, network: Network
) -> None:
    (event,) = office.events(call(network.written(HALLO)).body)
    (item,) = event.items
    assert event.account == PHONE == office.identify().remote_id
    assert (item.kind, item.text) == ("direct", "Syarat KTP apa saja?")
    assert (item.author, item.author_name, item.author_id) == (f"+{WARGA}", "Sari Warga", WARGA)
    assert (item.remote_id, item.url) == (f"{WARGA}/wamid.warga1", f"https://wa.me/{WARGA}")


def test_called_twice_we_hear_the_same_twice(office: WhatsApp, network: Network) -> None:
    body = call(network.written(HALLO)).body
    assert office.events(body) == office.events(body)


@pytest.mark.parametrize(
    ("message", "text", "files"),
    [
        ({"type": "image", "image": {"id": "77", "caption": "Jalan rusak"}}, "Jalan rusak", ["77"]),
        ({"type": "audio", "audio": {"id": "78", "voice": True}}, "", ["78"]),
        ({"type": "document", "document": {"id": "79", "filename": "a.pdf"}}, "", ["79"]),
        (
            {"type": "button", "button": {"text": "Terima kasih", "payload": "x"}},
            "Terima kasih",
            [],
        ),
        (
            {
                "type": "interactive",
                "interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "KTP"}},
            },
            "KTP",
            [],
        ),
        (
            {"type": "location", "location": {"latitude": -6.4, "longitude": 106.8, "name": "Pos"}},
            "Pos, -6.4, 106.8",
            [],
        ),
        (
            {
                "type": "contacts",
                "contacts": [{"name": {"formatted_name": "Pak RT"}, "phones": [{"phone": "0800"}]}],
            },
            "Pak RT, 0800",
            [],
        ),
        (
            {"type": "unsupported", "errors": [{"code": 131051, "title": "Message type unknown"}]},
            "Message type unknown",
            [],
        ),
        ({"type": "jenis_baru", "jenis_baru": {}}, "jenis_baru", []),
    ],
)
def test_every_kind_of_message_is_heard(
    office: WhatsApp, network: Network, message: Told, text: str, files: list[str]
) -> None:
    (event,) = office.events(call(network.written(message)).body)
    assert [item.text for item in event.items] == [text]
    assert [a.rpartition("/")[2] for a in event.items[0].attachments] == files


def test_an_answer_to_our_message_names_it(office: WhatsApp, network: Network) -> None:
    context = {"from": "6281100001111", "id": "wamid.kita"}
    (event,) = office.events(call(network.written({**HALLO, "context": context})).body)
    assert event.items[0].in_reply_to == f"{WARGA}/wamid.kita"


@pytest.mark.parametrize("kind", ["reaction", "system"])
def test_what_cannot_be_answered_is_left_out(office: WhatsApp, network: Network, kind: str) -> None:
    assert office.events(call(network.written({"type": kind, kind: {}})).body) == []


@pytest.mark.parametrize(
    "broken", [{"timestamp": "kemarin"}, {"from": None}, {"text": None}, {"type": None}]
)
def test_one_message_that_cannot_be_read_keeps_no_other_away(
    office: WhatsApp, network: Network, broken: dict[str, Any]
) -> None:
    value = network.written({"text": HALLO["text"], **broken, "type": broken.get("type", "text")})
    value["messages"].append(network.written(HALLO)["messages"][0] | {"id": "wamid.dua"})
    (event,) = office.events(call(value).body)
    assert "wamid.dua" in event.items[-1].remote_id


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'{"object": "page", "entry": []}',
        b'{"object": "whatsapp_business_account", "entry": {}}',
        b'{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{}]}]}',
        b"\xff",
        b"[" * 99999,
    ],
)
def test_a_call_that_cannot_be_read_says_nothing(office: WhatsApp, body: bytes) -> None:
    assert office.events(signed(body).body) == []


def test_news_of_two_numbers_in_one_call_are_told_apart(office: WhatsApp, network: Network) -> None:
    other = json.loads(json.dumps(network.written(HALLO)))
    other["metadata"]["phone_number_id"] = "999"
    events = office.events(call(network.written(HALLO), other).body)
    assert [event.account for event in events] == [PHONE, "999"]
