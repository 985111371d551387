"""Hearing people on Facebook: comments, mentions, private messages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.facebook import Facebook
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, client


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
