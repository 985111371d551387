"""The connector on a server that answers as Mastodon's documentation says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media
from sinergi.connectors.errors import ConnectorError, Refused, SignedOut, Unavailable
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.answers import address
from sinergi.connectors.mastodon.tests.pretend import ME, TOKEN, WARGA, Asked, Pretend, long_ago

NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def network() -> Pretend:
    return Pretend()


@pytest.fixture
def office(network: Pretend) -> Iterator[Mastodon]:
    with httpx.Client(transport=httpx.WSGITransport(network)) as client:
        yield Mastodon({"server": "sosial.example", "token": TOKEN}, client)


def find(office: Mastodon, draft: Draft, known: frozenset[str] = NOTHING) -> str | None:
    since = datetime.now(UTC)
    found = office.find(draft, key="-", progress={}, since=since, known=known)
    return found.remote_id if found else None


# -- signing in ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "sosial.example",
        " Sosial.Example ",
        "https://sosial.example/",
        "https://sosial.example/@cibinong",
        "@cibinong@sosial.example",
        "cibinong@sosial.example",
        "https://name:password@sosial.example/x?y#z",
        "sosial.example/about",
    ],
)
def test_a_server_may_be_typed_in_many_ways(typed: str) -> None:
    assert address(typed) == "https://sosial.example"


def test_a_server_without_encryption_must_be_asked_for() -> None:
    assert address("http://127.0.0.1:8080/x") == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    "typed", ["", "   ", "@", "https://", "a b", "xn--a", "[::1", "\x00", "💥"]
)
def test_what_is_no_server_is_refused_or_unreachable(typed: str) -> None:
    with httpx.Client() as client, pytest.raises((Refused, Unavailable)):
        Mastodon({"server": typed}, client).begin(
            redirect="http://127.0.0.1:9/", state="s", verifier="v" * 43
        )


@pytest.mark.parametrize("token", ["tôken", "to\nken", "to\x00ken"])
def test_a_token_no_header_can_carry_is_one_of_the_errors(token: str) -> None:
    with httpx.Client() as client, pytest.raises(ConnectorError):
        Mastodon({"server": "http://127.0.0.1:9", "token": token}, client).identify()


def test_the_verifier_must_be_the_one_of_the_beginning(office: Mastodon) -> None:
    step = office.begin(redirect="http://127.0.0.1:9/", state="s", verifier="v" * 43)
    code = httpx.URL(office.api.http.get(step.url).headers["Location"]).params["code"]
    with pytest.raises(Refused) as refused:
        office.finish(
            code=code,
            redirect="http://127.0.0.1:9/",
            verifier="w" * 43,
            remembered=step.remember,
        )
    assert "authorization grant is invalid" in str(refused.value)


def test_the_limits_are_the_servers_and_only_types_we_can_make(office: Mastodon) -> None:
    limits = office.limits()
    assert (limits.text, limits.images, limits.image_bytes) == (500, 4, 16777216)
    assert limits.image_types == ("image/jpeg", "image/png")


# -- publishing ----------------------------------------------------------------------------------


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
        assert set(kept) == {"media0"}
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert office.publish(draft, key="k", progress=kept).remote_id
    assert network.asked.count("POST /api/v2/media") == 1


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


# -- answers and who sees them -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("theirs", "wished", "becomes"),
    [
        ("public", "public", "public"),
        ("public", "unlisted", "unlisted"),
        ("unlisted", "public", "unlisted"),
        ("private", "public", "private"),
        ("direct", "public", "direct"),
        ("direct", "unlisted", "direct"),
    ],
)
def test_an_answer_is_never_more_public_than_what_it_answers(
    office: Mastodon, network: Pretend, theirs: str, wished: str, becomes: str
) -> None:
    asked = network.speak("@cibinong KTP saya", {"visibility": theirs}, WARGA)["id"]
    draft = Draft("Baik.", reply_to=asked, options={"visibility": wished})
    answer = network.statuses[office.publish(draft, key="k", progress={}).remote_id]
    assert answer["visibility"] == becomes


def test_an_answer_names_its_person_once(office: Mastodon, network: Pretend) -> None:
    asked = network.speak("@cibinong Buka?", {}, WARGA)["id"]
    for text in ("Ya", "@warga@desa.example Ya", "Halo @Warga@desa.example"):
        answer = office.publish(Draft(text, reply_to=asked), key=text, progress={})
        shown = network.statuses[answer.remote_id]["content"]
        assert shown.casefold().count("<span>warga</span>") == 1


def test_a_name_that_only_begins_alike_is_not_the_persons(
    office: Mastodon, network: Pretend
) -> None:
    asked = network.speak("@cibinong Buka?", {}, {**WARGA, "acct": "budi"})["id"]
    answer = office.publish(Draft("Tanya @budiman", reply_to=asked), key="k", progress={})
    assert "<span>budi</span>" in network.statuses[answer.remote_id]["content"]


# -- listening -----------------------------------------------------------------------------------


def test_more_news_than_one_page_arrives_in_order_and_once(
    office: Mastodon, network: Pretend
) -> None:
    network.speak("@cibinong lama", {}, WARGA)
    cursor = office.listen(None).cursor
    for number in range(95):
        network.speak(f"@cibinong nomor {number}", {}, WARGA)
    heard: list[str] = []
    more = True
    while more:
        page = office.listen(cursor)
        heard += [item.text for item in page.items]
        cursor, more = page.cursor, page.more
    assert heard == [f"@cibinong nomor {number}" for number in range(95)]


def test_what_is_no_mention_is_left_to_others(office: Mastodon, network: Pretend) -> None:
    network.notify("favourite", network.speak("@cibinong ya", {}, ME))
    network.notify("follow", None)
    assert list(office.listen(None).items) == []


@pytest.mark.parametrize(
    "change", [{"id": None}, {"account": None}, {"created_at": "kemarin"}, {"account": {}}]
)
def test_one_message_that_cannot_be_read_keeps_no_other_away(
    office: Mastodon, network: Pretend, change: dict[str, Any]
) -> None:
    network.speak("@cibinong satu", {}, WARGA)
    broken = network.speak("@cibinong dua", {}, WARGA)
    network.speak("@cibinong tiga", {}, WARGA)
    broken.update(change)
    assert [item.text for item in office.listen(None).items] == ["@cibinong satu", "@cibinong tiga"]


def test_access_that_was_taken_away_is_said_to_be_so(network: Pretend) -> None:
    with httpx.Client(transport=httpx.WSGITransport(network)) as client:
        stranger = Mastodon({"server": "sosial.example", "token": "old"}, client)
        with pytest.raises(SignedOut):
            stranger.listen(None)
