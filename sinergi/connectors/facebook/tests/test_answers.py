"""Answering people on Facebook: in public, privately to a comment, in Messenger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.connectors.exam import wire
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, client
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.graph.tests.world import CITIZEN, PAGE


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


def test_a_comment_is_liked_and_no_longer(office: Facebook, network: FacebookStandIn) -> None:
    comment = network.comment(network.others_post("Jadwal KTP"), "Terima kasih")
    for liked in (True, True, False, False):
        office.like(comment.id, liked=liked)
        assert comment.told["user_likes"] is liked
    network.forget(comment)
    office.like(comment.id, liked=False)
    with pytest.raises(Refused):
        office.like(comment.id, liked=True)


def test_a_comment_of_somebody_else_is_deleted_for_good(
    office: Facebook, network: FacebookStandIn
) -> None:
    post = network.others_post("Jadwal KTP")
    rude, kind = network.comment(post, "kasar"), network.comment(post, "Terima kasih")
    for _ in range(2):
        office.remove(rude.id)
    assert network.things[post].edges["comments"] == [kind]


def test_a_lost_answer_to_a_private_message_is_a_doubt(network: FacebookStandIn) -> None:
    mid = network.write("Halo")
    draft = Draft("Ya", reply_to=mid, to=CITIZEN["id"], direct=True)
    going = House(Facebook, network.credentials, network.transport(), draft)
    with pytest.raises(Unconfirmed):
        going.network(wire.silent).publish(draft, key="k", progress={})
