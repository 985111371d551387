"""Publishing, on a server that answers as Mastodon's documentation says."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.documents import Asked, long_ago
from sinergi.connectors.mastodon.tests.pretend import ME, WARGA, Pretend
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN

NOTHING: frozenset[str] = frozenset()


def find(office: Mastodon, draft: Draft, known: frozenset[str] = NOTHING) -> str | None:
    since = datetime.now(UTC)
    found = office.find(draft, key="-", progress={}, since=since, known=known)
    return found.remote_id if found else None


def test_a_key_of_the_last_hour_gives_the_same_post_back(office: Mastodon) -> None:
    posts = {office.publish(Draft("Sekali"), key="k", progress={}).remote_id for _ in range(3)}
    assert len(posts) == 1


def test_a_post_is_found_among_many_later_ones(office: Mastodon, network: Pretend) -> None:
    first = office.publish(Draft("Yang dicari"), key="k", progress={})
    for number in range(130):
        network.speak(f"Kiriman lain {number}", {}, ME)
    assert find(office, Draft("Yang dicari")) == first.remote_id


def test_where_not_all_posts_can_be_seen_none_is_said_to_be_missing() -> None:
    class FirstPageOnly(Pretend):
        def _page(self, items: list[dict[str, Any]], asked: Asked) -> list[dict[str, Any]]:
            return items[:40]

    network = FirstPageOnly()
    for number in range(41):
        network.speak(f"Kiriman {number}", {}, ME)
    with httpx.Client(transport=httpx.WSGITransport(network)) as client:
        office = Mastodon({"server": "sosial.example", "token": TOKEN}, client)
        with pytest.raises(Unavailable):
            find(office, Draft("Kiriman 0"))


def test_of_two_posts_with_the_same_words_the_one_that_is_nobodys_is_found(
    office: Mastodon,
) -> None:
    first = office.publish(Draft("Selamat pagi"), key="a", progress={})
    second = office.publish(Draft("Selamat pagi"), key="b", progress={})
    assert find(office, Draft("Selamat pagi")) == first.remote_id
    known = frozenset({first.remote_id})
    assert find(office, Draft("Selamat pagi"), known) == second.remote_id


def test_an_old_post_with_the_same_words_is_not_what_was_sent_now(
    office: Mastodon, network: Pretend
) -> None:
    network.speak("Selamat pagi", {}, ME)["created_at"] = long_ago()
    assert find(office, Draft("Selamat pagi")) is None


def test_an_answer_is_not_taken_for_a_post_nor_a_short_one_for_a_long_one(
    office: Mastodon, network: Pretend
) -> None:
    asked = network.speak("@cibinong Buka?", {}, WARGA)["id"]
    office.publish(Draft("Terima kasih, ya", reply_to=asked), key="a", progress={})
    assert find(office, Draft("ya", reply_to=asked)) is None
    assert find(office, Draft("Terima kasih, ya")) is None
    assert find(office, Draft("Terima kasih, ya", reply_to=asked)) is not None


# -- pictures ------------------------------------------------------------------------------------


def picture(alt: str = "Loket") -> Media:
    return Media("a.png", "image/png", 3, lambda: io.BytesIO(b"png"), alt)


def test_a_picture_the_server_works_on_is_waited_for_and_never_sent_twice(
    office: Mastodon, network: Pretend
) -> None:
    network.slow_pictures = 2
    draft, kept = Draft("Dengan foto", media=(picture(),)), dict[str, str]()
    for _ in range(2):
        with pytest.raises(Unavailable) as wait:
            office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
        assert wait.value.retry_after == timedelta(seconds=5)
        assert set(kept) == {"media0", "until0"}
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert office.publish(draft, key="k", progress=kept).remote_id
    assert network.asked.count("POST /api/v2/media") == 1


def test_a_picture_that_was_thrown_away_is_sent_again_once(
    office: Mastodon, network: Pretend
) -> None:
    draft, kept = Draft("Dengan foto", media=(picture(),)), dict[str, str]()
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    network.media.clear()
    with pytest.raises(Unavailable, match="prepared again"):
        office.publish(draft, key="k", progress=kept)
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    network.media.clear()
    with pytest.raises(Refused, match="not found"):  # then it is said what is wrong
        office.publish(draft, key="k", progress=kept)


def test_a_picture_of_yesterday_is_not_counted_on(office: Mastodon, network: Pretend) -> None:
    draft, kept = Draft("Dengan foto", media=(picture(),)), dict[str, str]()
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    kept["until0"] = "2026-01-01T00:00:00+00:00"
    with pytest.raises(Unavailable):
        office.publish(draft, key="k", progress=kept)
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert office.publish(draft, key="k", progress=kept).remote_id
    assert network.asked.count("POST /api/v2/media") == 2


def test_where_a_server_cannot_say_a_picture_is_taken_to_be_ready(
    office: Mastodon, network: Pretend
) -> None:
    network.slow_pictures = 1
    draft, kept = Draft("Dengan foto", media=(picture(),)), dict[str, str]()
    with pytest.raises(Unavailable):
        office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    network.media.clear()  # as a server that does not know /api/v1/media/ID answers: 404
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert "ready0" in kept
