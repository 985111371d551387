"""Hearing and answering people on Instagram: comments, mentions, private messages, calls."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.exam import wire
from sinergi.connectors.graph.tests.house import House
from sinergi.connectors.graph.tests.world import CITIZEN, IG, PAGE
from sinergi.connectors.instagram import Instagram
from sinergi.connectors.instagram.tests.comments import ME, WARGA
from sinergi.connectors.instagram.tests.standin import InstagramStandIn, photo


@pytest.fixture
def network() -> InstagramStandIn:
    return InstagramStandIn()


@pytest.fixture
def office(network: InstagramStandIn) -> Iterator[Instagram]:
    with httpx.Client(transport=network.transport()) as http:
        yield Instagram(network.credentials, http)


# -- hearing -------------------------------------------------------------------------------------


def test_comments_mentions_and_messages_come_together_and_once(
    office: Instagram, network: InstagramStandIn
) -> None:
    post = network.post("Jadwal KTP").id
    asked = network.comment(post, "Jam berapa?")
    below = network.comment(asked.id, "Saya juga mau tahu")
    network.comment(post, "Pukul 8.", ME)
    tagged = network.tag("Terima kasih @kec.cibinong")
    mid = network.write("Apakah bisa diwakilkan?", "instagram")
    page = office.listen(None)
    assert {(i.remote_id, i.kind, i.in_reply_to) for i in page.items} == {
        (f"{post}/{asked.id}", "comment", post),
        (f"{post}/{below.id}", "comment", f"{post}/{asked.id}"),
        (f"{tagged}_{IG}", "mention", None),
        (mid, "direct", None),
    }
    assert {i.author for i in page.items} == {WARGA}
    assert office.listen(page.cursor).items == []


def test_many_new_comments_under_one_post_are_all_heard(
    office: Instagram, network: InstagramStandIn
) -> None:
    post, start = network.post("Ramai").id, datetime.now(UTC) - timedelta(hours=3)
    for number in range(170):
        network.comment(post, f"nomor {number}", at=start + timedelta(minutes=number))
    assert [i.text for i in office.listen(None).items] == [f"nomor {n}" for n in range(170)]


@pytest.mark.parametrize("gone", ["username", "timestamp"])
def test_one_comment_that_cannot_be_read_keeps_no_other_away(
    office: Instagram, network: InstagramStandIn, gone: str
) -> None:
    post = network.post("Jadwal KTP").id
    del network.comment(post, "rusak").told[gone]
    network.comment(post, "terbaca")
    assert [item.text for item in office.listen(None).items] == ["terbaca"]


# -- answering -----------------------------------------------------------------------------------


def test_an_answer_to_an_answer_goes_below_the_first_comment(network: InstagramStandIn) -> None:
    post = network.post("Jadwal KTP").id
    asked = network.comment(post, "Jam berapa?")
    below = network.comment(asked.id, "Saya juga mau tahu")
    draft = Draft("Pukul 8.", reply_to=f"{post}/{below.id}")
    going = House(Instagram, network.credentials, network.transport(), draft, fault=wire.lost)
    published = going.deliver()
    assert published is not None
    assert network.things[published.remote_id.partition("/")[2]].told["parent_id"] == asked.id
    assert going.names() == ["Unconfirmed"]
    assert len(asked.edges["replies"]) == 2


def test_a_post_that_mentions_us_is_answered_through_the_mention(
    office: Instagram, network: InstagramStandIn
) -> None:
    tagged = network.tag("Terima kasih @kec.cibinong")
    office.publish(Draft("Sama-sama!", reply_to=f"{tagged}_{IG}"), key="k", progress={})
    assert network.seen[-1].path == (IG, "mentions")
    assert network.seen[-1].params["media_id"] == tagged


def test_a_comment_is_answered_privately_and_a_message_in_its_conversation(
    office: Instagram, network: InstagramStandIn
) -> None:
    post = network.post("Jadwal KTP").id
    asked = network.comment(post, "KK saya salah")
    remote = f"{post}/{asked.id}"
    office.publish(Draft("Kirim di sini.", reply_to=remote, direct=True), key="k", progress={})
    assert json.loads(network.seen[-1].params["recipient"]) == {"comment_id": asked.id}
    mid = network.write("Baik", "instagram", datetime.now(UTC) - timedelta(days=2))
    sent = Draft("Terima kasih.", reply_to=mid, to=CITIZEN["id"], direct=True)
    office.publish(sent, key="k", progress={})
    assert network.seen[-1].path == (PAGE, "messages")
    assert network.seen[-1].params["tag"] == "HUMAN_AGENT"


def test_an_answer_with_a_picture_is_refused(office: Instagram) -> None:
    with pytest.raises(Refused):
        office.publish(Draft("x", media=(photo(),), reply_to="1/2"), key="k", progress={})


def test_a_comment_of_somebody_else_is_deleted_for_good(
    office: Instagram, network: InstagramStandIn
) -> None:
    post = network.post("Jadwal KTP")
    rude, kind = network.comment(post.id, "kasar"), network.comment(post.id, "Mantap")
    for _ in range(2):
        office.remove(f"{post.id}/{rude.id}")
    assert post.edges["comments"] == [kind]


def test_a_comment_is_hidden_and_our_own_is_taken_back(
    office: Instagram, network: InstagramStandIn
) -> None:
    post = network.post("Jadwal KTP").id
    rude = network.comment(post, "kasar")
    office.hide(f"{post}/{rude.id}", hidden=True)
    assert rude.told["hidden"] is True
    ours = office.publish(Draft("Pukul 8.", reply_to=f"{post}/{rude.id}"), key="k", progress={})
    for _ in range(2):
        office.withdraw(ours.remote_id)
    assert rude.edges["replies"] == []
    assert office.thread_url(f"{post}/{rude.id}") == f"https://www.instagram.com/p/C{post}/"
