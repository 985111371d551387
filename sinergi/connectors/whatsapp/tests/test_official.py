"""What WhatsApp's own description says, and whether our stand-in and our reading agree with it."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests import official
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import signed

pytestmark = pytest.mark.skipif(
    not official.PLACE.is_file(), reason=f"the description of WhatsApp is not at {official.PLACE}"
)

SAID: dict[str, Any] = {
    "messaging_product": "whatsapp",
    "recipient_type": "individual",
    "to": "6285700002222",
    "type": "text",
    "text": {"body": "Halo", "preview_url": False},
}


def test_a_message_as_described_is_let_through() -> None:
    official.check("TextMessage", SAID)
    official.check("TextMessage", {**SAID, "biz_opaque_callback_data": "k" * 512})


@pytest.mark.parametrize(
    "change",
    [
        {"text": {"body": "Halo", "colour": "red"}},
        {"to": 6285700002222},
        {"recipient_type": "everybody"},
        {"unknown": 1},
        {"biz_opaque_callback_data": "k" * 513},
    ],
)
def test_a_message_that_is_not_as_described_is_not(change: dict[str, Any]) -> None:
    with pytest.raises(AssertionError):
        official.check("TextMessage", SAID | change)


def test_an_answer_that_is_not_as_described_is_not_let_through() -> None:
    with pytest.raises(AssertionError):
        official.check_answer(official.MEDIA, "post", {"id": 5})
    with pytest.raises(AssertionError):
        official.check_answer(official.TEMPLATES, "get", {"data": {}})


def test_every_call_that_is_shown_is_read(office: WhatsApp) -> None:
    heard = {
        name: [item.text for event in office.events(signed(json.dumps(shown).encode()).body)
               for item in event.items]
        for name, shown in official.examples().items()
    }  # fmt: skip
    assert len(heard) >= 16
    silent = {name for name, texts in heard.items() if not texts}
    assert silent == {
        "Reaction Message",
        "System Message",
        "Group Create Message",
        "Group Settings Update",
        "Group Remove Participants",
    }
    assert heard["Text Message"] == ["Does it come in another color?"]
    assert heard["Image Message"] == ["Taj Mahal"]


def test_what_our_citizen_writes_looks_as_what_is_shown(network: Network) -> None:
    ours = network.written({"type": "text", "text": {"body": "Halo"}})["messages"][0]
    shown = official.examples()["Text Message"]["entry"][0]["changes"][0]["value"]["messages"][0]
    assert ours.keys() == shown.keys()
    assert {n: type(v) for n, v in ours.items()} == {n: type(v) for n, v in shown.items()}


def test_the_stand_in_refuses_what_the_description_does(network: Network) -> None:
    with httpx.Client(transport=httpx.MockTransport(network.handle)) as http:
        office = WhatsApp({"token": "wrong", "phone": "1", "business": "2"}, http)
        with pytest.raises(Exception, match="no longer accepts"):
            office.identify()
