"""Hearing what others write, answering it, and hiding it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.house import deliver, find
from sinergi.connectors.threads.tests.standin import StandIn


def texts(office: Threads, cursor: str | None = None) -> list[str]:
    return [item.text for item in office.listen(cursor).items]


def post(office: Threads, network: StandIn, words: str = "Layanan Sabtu") -> str:
    return deliver(office, network.draft(words), {}).remote_id


def test_answers_and_mentions_are_heard_with_what_they_answer(
    office: Threads, network: StandIn
) -> None:
    ours = post(office, network)
    network.posts.speak("Buka?", answers=ours)
    network.posts.speak("@kec.cibinong jalan rusak")
    heard = {(item.kind, item.text, item.in_reply_to) for item in office.listen(None).items}
    assert heard == {("comment", "Buka?", ours), ("mention", "@kec.cibinong jalan rusak", None)}


def test_an_answer_to_an_answer_is_heard_under_its_parent(
    office: Threads, network: StandIn
) -> None:
    first = network.posts.speak("Buka?", answers=post(office, network))
    network.posts.speak("Saya juga mau tahu", answers=first["id"])
    last = office.listen(None).items[-1]
    assert (last.text, last.in_reply_to) == ("Saya juga mau tahu", first["id"])


def test_what_we_write_ourselves_is_no_news(office: Threads, network: StandIn) -> None:
    asked = network.posts.speak("Buka?", answers=post(office, network))
    deliver(office, Draft("Sampai pukul 12", reply_to=asked["id"]), {})
    assert texts(office) == ["Buka?"]


def test_an_answer_that_mentions_us_is_heard_once(office: Threads, network: StandIn) -> None:
    both = network.posts.speak("@kec.cibinong buka?", answers=post(office, network))
    network.posts.mentions.append(both["id"])
    (item,) = office.listen(None).items
    assert item.kind == "comment"


def test_many_answers_arrive_oldest_first_and_once(office: Threads, network: StandIn) -> None:
    ours, now = post(office, network), datetime.now(UTC)
    for number in range(70):
        at = now - timedelta(seconds=70 - number)
        network.posts.speak(f"nomor {number}", answers=ours, at=at)
    page = office.listen(None)
    assert [item.text for item in page.items] == [f"nomor {number}" for number in range(70)]
    assert page.cursor is not None
    assert len(page.cursor) <= 500
    assert texts(office, page.cursor) == []


def test_what_becomes_visible_late_is_heard(office: Threads, network: StandIn) -> None:
    ours = post(office, network)
    network.posts.speak("cepat", answers=ours)
    cursor = office.listen(None).cursor
    network.posts.speak("lambat", answers=ours, at=datetime.now(UTC) - timedelta(minutes=5))
    assert texts(office, cursor) == ["lambat"]


@pytest.mark.parametrize("change", [{"username": None}, {"timestamp": "kemarin"}, {"id": ""}])
def test_one_answer_that_cannot_be_read_keeps_no_other_away(
    change: dict[str, Any], office: Threads, network: StandIn
) -> None:
    ours = post(office, network)
    network.posts.speak("satu", answers=ours)
    network.posts.speak("dua", answers=ours)
    network.posts.broken = change  # the second is told misshapen
    assert texts(office) == ["satu"]


def test_answers_of_earlier_days_are_fetched(office: Threads, network: StandIn) -> None:
    ours = post(office, network)
    network.posts.speak("lama", answers=ours, at=datetime.now(UTC) - timedelta(days=20))
    assert texts(office) == []
    recalled = office.recall(datetime.now(UTC) - timedelta(days=25), None)
    assert [item.text for item in recalled.items] == ["lama"]


def test_a_post_that_is_gone_meanwhile_hides_no_news(office: Threads, network: StandIn) -> None:
    gone, there = post(office, network, "satu"), post(office, network, "dua")
    network.posts.speak("hilang", answers=gone)
    network.posts.speak("ada", answers=there)
    network.posts.vanishing.add(gone)
    assert texts(office) == ["ada"]


def test_more_than_can_be_read_is_not_taken_for_all(office: Threads, network: StandIn) -> None:
    ours = post(office, network)
    for number in range(1100):
        network.posts.speak(f"nomor {number}", answers=ours)
    with pytest.raises(Unavailable, match="more than can be read"):
        office.listen(None)


# -- answering -----------------------------------------------------------------------------------


def test_an_answer_is_not_taken_for_a_post_nor_one_for_anothers(
    office: Threads, network: StandIn
) -> None:
    ours = post(office, network)
    first = network.posts.speak("Buka?", answers=ours)
    second = network.posts.speak("Buka hari Sabtu?", answers=ours)
    kept, other = dict[str, str](), dict[str, str]()
    one = deliver(office, Draft("Ya", reply_to=first["id"]), kept)
    two = deliver(office, Draft("Ya", reply_to=second["id"]), other)
    assert find(office, Draft("Ya", reply_to=first["id"]), kept) == one
    assert find(office, Draft("Ya", reply_to=second["id"]), other) == two
    assert office.thread_url(two.remote_id) == two.url


def test_hiding_twice_is_no_error_and_it_can_be_shown_again(
    office: Threads, network: StandIn
) -> None:
    rude = network.posts.speak("kasar", answers=post(office, network))["id"]
    office.hide(rude, hidden=True)
    office.hide(rude, hidden=True)
    assert network.posts.hidden[rude] is True
    office.hide(rude, hidden=False)
    assert network.posts.hidden[rude] is False
