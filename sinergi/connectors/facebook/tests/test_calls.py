"""What Facebook calls us with: genuine, forged, twice, out of order, and without news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sinergi.connectors.contract import Call, Draft, Published
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, called, client
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.graph.tests.world import APP, CITIZEN, PAGE, VERIFY


@pytest.fixture
def network() -> FacebookStandIn:
    return FacebookStandIn()


@pytest.fixture
def office(network: FacebookStandIn) -> Iterator[Facebook]:
    with client(network) as http:
        yield Facebook(network.credentials, http)


def answer(office: Facebook, draft: Draft) -> Published:
    kept: dict[str, str] = {}
    office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    return office.publish(draft, key="k", progress=kept)


def test_the_address_is_proved_and_only_genuine_calls_are_believed(
    office: Facebook, network: FacebookStandIn
) -> None:
    check = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "77"}
    assert office.challenge(Call("GET", check, {})) == "77"
    call = network.call_of(network.comment(network.others_post("Jadwal"), "Buka?"))
    assert office.genuine(call)
    assert not office.genuine(replace(call, body=call.body + b" "))
    assert not office.genuine(replace(call, headers={}))


def test_a_call_and_the_poll_tell_of_the_same_comment(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    asked = network.comment(post, "Jam berapa?")
    below = network.comment(asked.id, "Saya juga mau tahu")
    calls = [network.call_of(below), network.call_of(asked), network.call_of(asked)]
    told = [item for call in calls for e in office.events(call.body) for item in e.items]
    polled = {item.remote_id: item for item in office.listen(None).items}
    assert {item.remote_id for item in told} == set(polled)
    for item in told:
        same = polled[item.remote_id]
        assert (item.in_reply_to, item.author_id, item.at, item.text) == (
            same.in_reply_to,
            same.author_id,
            same.at,
            same.text,
        )


def test_a_comment_on_a_reel_is_about_the_reel_in_a_call_and_in_the_poll() -> None:
    network = FacebookStandIn("reel")
    going = House(Facebook, network.credentials, network.transport(), network.draft("Video"))
    published = going.deliver()
    assert published is not None
    comment = network.comment(published.remote_id, "Bagus")
    with client(network) as http:
        office = Facebook(network.credentials, http)
        polled = office.listen(None).items[0]
        (told,) = office.events(network.call_of(comment).body)[0].items
    assert polled.in_reply_to == told.in_reply_to == published.remote_id


def test_a_call_tells_of_messages_and_of_what_was_delivered(office: Facebook) -> None:
    message = {
        "sender": {"id": CITIZEN["id"]},
        "recipient": {"id": PAGE},
        "timestamp": 1763971200123,
        "message": {"mid": "m_abc", "text": "Halo", "attachments": [{"payload": {"url": "u"}}]},
    }
    echo = {**message, "message": {"mid": "m_x", "text": "Ya", "is_echo": True}}
    delivered = {"sender": {"id": CITIZEN["id"]}, "delivery": {"mids": ["m_x"], "watermark": 1}}
    broken = {"sender": {}, "message": {"text": "tanpa nomor"}}
    (event,) = office.events(called([], [broken, message, echo, delivered]).body)
    assert [(i.remote_id, i.author_id, i.attachments) for i in event.items] == [
        ("m_abc", CITIZEN["id"], ("u",))
    ]
    assert [(r.remote_id, r.state) for r in event.receipts] == [("m_x", "delivered")]


@pytest.mark.parametrize(
    "change",
    [{"verb": "remove"}, {"verb": "edited"}, {"from": {"id": PAGE}}, {"comment_id": None},
     {"post_id": None}, {"created_time": "kemarin"}, {"item": "reaction"}],
)  # fmt: skip
def test_a_call_without_news_only_says_that_the_page_is_to_be_listened_to(
    office: Facebook, network: FacebookStandIn, change: dict[str, object]
) -> None:
    call = network.call_of(network.comment(network.others_post("Jadwal"), "Buka?"), **change)
    (event,) = office.events(call.body)
    assert (event.account, list(event.items)) == (PAGE, [])


def test_facebook_is_told_our_address_and_the_page_passes_its_news_on(
    office: Facebook, network: FacebookStandIn
) -> None:
    for _ in range(2):
        office.set_hook("https://sinergi.example/kait/facebook")
    assert network.hook is not None
    assert network.hook["address"] == "https://sinergi.example/kait/facebook"
    assert network.hook["verify_token"] == VERIFY
    (app,) = network.page.edges["subscribed_apps"]
    assert app.id == APP
    assert "feed" in app.told["subscribed_fields"]
