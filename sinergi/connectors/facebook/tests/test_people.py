"""Hearing and answering people on Facebook: comments, mentions, private messages, calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.contract import Call, Draft, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.exam import wire
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, called, client
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.graph.tests.world import APP, CITIZEN, PAGE, VERIFY, signature


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


# -- hearing -------------------------------------------------------------------------------------


def test_comments_mentions_and_messages_come_together_oldest_first_and_once(
    office: Facebook, network: FacebookStandIn
) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    post = network.others_post("Jadwal KTP", now - timedelta(minutes=9))
    network.write("Apakah bisa diwakilkan?", at=now - timedelta(minutes=5))
    network.comment(post, "Jam berapa?", at=now - timedelta(minutes=7))
    network.tag("Terima kasih Kecamatan Cibinong", at=now - timedelta(minutes=6))
    page = office.listen(None)
    assert [(item.kind, item.text) for item in page.items] == [
        ("comment", "Jam berapa?"),
        ("mention", "Terima kasih Kecamatan Cibinong"),
        ("direct", "Apakah bisa diwakilkan?"),
    ]
    assert page.cursor is not None
    assert len(page.cursor) <= 500
    assert office.listen(page.cursor).items == []


def test_an_answer_to_a_comment_names_it_and_our_own_words_are_not_news(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    asked = network.comment(post, "Jam berapa?")
    answer(office, Draft("Pukul 8.", reply_to=asked.id))
    thanks = network.comment(asked.id, "Terima kasih")
    items = office.listen(None).items
    assert [(i.remote_id, i.in_reply_to) for i in items] == [
        (asked.id, post),
        (thanks.id, asked.id),
    ]


def test_what_becomes_visible_late_is_heard_all_the_same(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    network.comment(post, "Satu")
    cursor = office.listen(None).cursor
    network.comment(post, "Terlambat", at=datetime.now(UTC) - timedelta(minutes=5))
    assert [item.text for item in office.listen(cursor).items] == ["Terlambat"]


def test_more_comments_than_one_page_holds_arrive_once_in_order(
    office: Facebook, network: FacebookStandIn
) -> None:
    post, start = network.others_post("Ramai"), datetime.now(UTC) - timedelta(hours=20)
    for number in range(1200):
        network.comment(post, f"nomor {number}", at=start + timedelta(minutes=number))
    heard: list[str] = []
    cursor, more = None, True
    while more:
        page = office.listen(cursor)
        heard += [item.text for item in page.items]
        cursor, more = page.cursor, page.more
    assert heard == [f"nomor {number}" for number in range(1200)]


def test_earlier_days_are_fetched_when_they_are_asked_for(
    office: Facebook, network: FacebookStandIn
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=20)
    network.comment(network.others_post("Lama", long_ago), "Dulu", at=long_ago)
    assert office.listen(None).items == []
    assert [i.text for i in office.recall(long_ago - timedelta(days=1), None).items] == ["Dulu"]


def test_a_comment_nobody_signed_is_heard_and_an_unreadable_one_hides_no_other(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    del network.comment(post, "Tanpa nama").told["from"]
    network.comment(post, "Terbaca").told["from"] = {"id": "9", "name": "Warga"}
    assert [item.author for item in office.listen(None).items] == ["Facebook", "Warga"]


# -- answering -----------------------------------------------------------------------------------


def test_a_comment_is_answered_in_public_or_privately(
    office: Facebook, network: FacebookStandIn
) -> None:
    asked = network.comment(network.others_post("Jadwal KTP"), "Nomor KK saya salah")
    open_ = answer(office, Draft("Silakan ke loket.", reply_to=asked.id))
    assert network.things[open_.remote_id].told["parent"] == {"id": asked.id}
    assert open_.url.startswith("https://www.facebook.com/")
    hidden = answer(office, Draft("Kirim nomornya di sini.", reply_to=asked.id, direct=True))
    assert network.seen[-1].path == (PAGE, "messages")
    assert json.loads(network.seen[-1].params["recipient"]) == {"comment_id": asked.id}
    assert hidden.remote_id.startswith("m_")


@pytest.mark.parametrize(
    ("age", "kind", "tag"),
    [(timedelta(hours=2), "RESPONSE", None), (timedelta(days=3), "MESSAGE_TAG", "HUMAN_AGENT")],
)
def test_a_message_is_answered_freely_for_a_day_and_by_a_person_for_a_week(
    office: Facebook, network: FacebookStandIn, age: timedelta, kind: str, tag: str | None
) -> None:
    mid = network.write("Apakah bisa diwakilkan?", at=datetime.now(UTC) - age)
    answer(office, Draft("Bisa.", reply_to=mid, to=CITIZEN["id"], direct=True))
    asked = network.seen[-1].params
    assert (asked["messaging_type"], asked.get("tag")) == (kind, tag)
    assert json.loads(asked["recipient"]) == {"id": CITIZEN["id"]}


@pytest.mark.parametrize("direct", [False, True])
def test_an_answer_whose_fate_is_unknown_is_looked_for(
    network: FacebookStandIn, direct: bool
) -> None:
    asked = network.comment(network.others_post("Jadwal KTP"), "Jam berapa?").id
    if direct:
        asked = network.write("Jam berapa?")
    draft = Draft("Pukul 8.", reply_to=asked, to=CITIZEN["id"], direct=direct)
    going = House(Facebook, network.credentials, network.transport(), draft, fault=wire.lost)
    published = going.deliver()
    assert published is not None
    assert going.names() == ["Unconfirmed"]
    assert len([a for a in network.seen if a.method == "POST"]) == 1


def test_an_answer_that_is_not_seen_after_a_minute_is_for_a_person_to_judge(
    office: Facebook, network: FacebookStandIn
) -> None:
    asked = network.comment(network.others_post("Jadwal KTP"), "Jam berapa?").id
    draft, now = Draft("Pukul 8.", reply_to=asked), datetime.now(UTC)
    look = {"key": "k", "progress": {}, "known": frozenset[str]()}
    assert office.find(draft, since=now, **look) is None  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        office.find(draft, since=now - timedelta(minutes=3), **look)  # type: ignore[arg-type]
    assert "Look there" in str(refused.value)


def test_a_comment_is_hidden_and_shown_again(office: Facebook, network: FacebookStandIn) -> None:
    comment = network.comment(network.others_post("Jadwal KTP"), "kasar")
    office.hide(comment.id, hidden=True)
    office.hide(comment.id, hidden=True)
    assert comment.told["is_hidden"] is True
    office.hide(comment.id, hidden=False)
    assert comment.told["is_hidden"] is False


# -- what Facebook calls us with -----------------------------------------------------------------


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


def test_a_forged_signature_is_none() -> None:
    assert signature(b"a") != signature(b"b")


def test_a_lost_answer_to_a_private_message_is_a_doubt(network: FacebookStandIn) -> None:
    mid = network.write("Halo")
    draft = Draft("Ya", reply_to=mid, to=CITIZEN["id"], direct=True)
    going = House(Facebook, network.credentials, network.transport(), draft)
    with pytest.raises(Unconfirmed):
        going.network(wire.silent).publish(draft, key="k", progress={})
