"""Hearing people on X, hiding, and the figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import SignedOut
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import ME, WARGA
from sinergi.connectors.x.tests.standin import StandInX


def test_mentions_answers_and_messages_arrive_in_order_with_their_cost(
    office: X, network: StandInX
) -> None:
    cursor = office.listen(None).cursor
    post = network.archive.write(ME["id"], "Layanan tetap buka")
    network.archive.write(WARGA["id"], "Halo @kec_cibinong lihat https://bogorkab.example/a?b=1&c")
    network.archive.send(WARGA["id"], ME["id"], "KTP saya < hilang")
    network.speak(post.id, "Sampai jam berapa?")
    page = office.listen(cursor)
    assert [item.kind for item in page.items] == ["mention", "direct", "comment"]
    mention, direct, comment = page.items
    assert mention.text == "Halo @kec_cibinong lihat https://bogorkab.example/a?b=1&c"
    assert (mention.author, mention.author_id) == ("warga_bogor", WARGA["id"])
    assert direct.text == "KTP saya < hilang"
    assert direct.remote_id.startswith("dm/")
    assert comment.in_reply_to == post.id
    assert page.cost == 2 * 5_000 + 10_000
    assert list(office.listen(page.cursor).items) == []
    assert office.listen(page.cursor).cost == 0


def test_what_we_wrote_ourselves_is_no_news(office: X, network: StandInX) -> None:
    post = network.archive.write(ME["id"], "Kami @kec_cibinong")
    network.archive.write(ME["id"], "lanjutan", post.id)
    network.archive.send(ME["id"], WARGA["id"], "Silakan datang")
    assert list(office.listen(None).items) == []


def test_more_news_than_one_page_arrives_in_order_and_once(office: X, network: StandInX) -> None:
    network.archive.write(WARGA["id"], "@kec_cibinong lama")
    network.archive.send(WARGA["id"], ME["id"], "lama")
    cursor = office.listen(None).cursor
    for number in range(230):
        network.archive.write(WARGA["id"], f"@kec_cibinong nomor {number}")
    for number in range(25):
        network.archive.send(WARGA["id"], ME["id"], f"pesan {number}")
    page = office.listen(cursor)
    assert [i.text for i in page.items if i.kind == "mention"] == [
        f"@kec_cibinong nomor {number}" for number in range(230)
    ]
    assert [i.text for i in page.items if i.kind == "direct"] == [
        f"pesan {number}" for number in range(25)
    ]
    assert page.cursor is not None
    assert len(page.cursor) < 500


def test_one_post_that_cannot_be_read_keeps_no_other_away(office: X, network: StandInX) -> None:
    for text in ("satu", "dua", "tiga"):
        post = network.archive.write(WARGA["id"], f"@kec_cibinong {text}")
        if text == "dua":
            post.author = "0" * 25
    network.uploads.files.clear()
    with httpx.Client(transport=_without_names(network)) as client:
        heard = X(network.credentials, client).listen(None).items
    assert [item.text for item in heard] == ["@kec_cibinong satu", "@kec_cibinong tiga"]


def _without_names(network: StandInX) -> httpx.BaseTransport:
    """Return a way to X on which an author's id is none: the stand-in itself would refuse it."""

    def handle(request: httpx.Request) -> httpx.Response:
        for post in network.archive.posts.values():
            post.author = WARGA["id"] if post.author.startswith("0") else post.author
        answer = network.handle(request)
        told = answer.read().decode()
        if "dua" not in told:
            return answer
        first, _, rest = told.partition("dua")
        spoiled = rest.replace(f'"author_id": "{WARGA["id"]}"', '"author_id": null', 1)
        return httpx.Response(200, content=f"{first}dua{spoiled}")

    return httpx.MockTransport(handle)


def test_without_their_consent_private_messages_are_left_alone(network: StandInX) -> None:
    network.archive.send(WARGA["id"], ME["id"], "rahasia")
    with httpx.Client(transport=network.transport()) as client:
        office = X({**network.credentials, "scope": "tweet.read users.read"}, client)
        assert list(office.listen(None).items) == []
        assert not any("dm_events" in path for path in network.asked)
        assert "Private messages are not read." in {m.what for m in office.missing()}


def test_earlier_days_are_recalled_page_by_page(office: X, network: StandInX) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=9)
    network.archive.write(WARGA["id"], "@kec_cibinong purba").at = long_ago
    for number in range(130):
        network.archive.write(WARGA["id"], f"@kec_cibinong {number}")
    network.archive.send(WARGA["id"], ME["id"], "purba").at = long_ago
    network.archive.send(WARGA["id"], ME["id"], "pesan")
    since, cursor, heard = datetime.now(UTC) - timedelta(days=2), None, list[str]()
    while True:
        page = office.recall(since, cursor)
        heard += [item.text for item in page.items]
        cursor = page.cursor
        if not page.more:
            break
    assert len(heard) == 131
    assert "purba" not in " ".join(heard)


def test_an_answer_under_our_post_is_hidden_and_shown_again(office: X, network: StandInX) -> None:
    post = network.archive.write(ME["id"], "Layanan tetap buka")
    network.speak(post.id, "Kata kasar")
    rude = network.archive.naming(ME)[0]
    for hidden in (True, True, False):
        office.hide(rude.id, hidden=hidden)
        assert rude.hidden is hidden


def test_figures_are_told_of_what_is_there(office: X, network: StandInX) -> None:
    one = office.publish(Draft("Satu"), key="k", progress={}).remote_id
    told = {s.metric: s.value for s in office.measure([one, "dm/77", "78"])}
    assert told == {
        "views": 410,
        "likes": 7,
        "shares": 2,
        "replies": 1,
        "quotes": 0,
        "bookmarks": 3,
    }
    assert list(office.measure(["77"])) == []
    account = {s.metric: s.value for s in office.measure_account()}
    assert account == {"followers": 1200, "following": 31, "posts": 87}
    assert {m.name for m in X.about.metrics} == set(told) | set(account)


def test_figures_are_priced_as_posts_and_accounts_that_are_read(office: X) -> None:
    assert office.price_of_figures(0, account=False) == 0
    assert office.price_of_figures(3, account=True) == 3 * 5_000 + 10_000


def test_access_that_was_taken_away_is_said_to_be_so(network: StandInX) -> None:
    with httpx.Client(transport=network.transport()) as client, pytest.raises(SignedOut):
        X({**network.credentials, "token": "old"}, client).listen(None)
