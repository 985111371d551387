"""The memory of the practice network: one file that outlives processes and is shared by them."""

from __future__ import annotations

import threading
from pathlib import Path

from sinergi.connectors.sandbox.store import Post, Store
from sinergi.connectors.sandbox.tests.conftest import OFFICE

HOUR = 3600.0


def told(store: Store) -> list[tuple[str, str, int]]:
    """Return everything that is on the network, oldest first."""
    return [(p.handle, p.text, p.likes) for p in store.posts(most=1000)[::-1]]


def live_a_day(store: Store) -> None:
    for number in range(5):
        store.publish(*OFFICE, f"Kiriman {number}", at=number * 100.0)
    store.live(24 * HOUR)
    for post in store.posts("parent IS NOT NULL", most=3):
        store.publish(*OFFICE, "Terima kasih, kami catat.", parent=post.id, at=24 * HOUR)
    store.live(48 * HOUR)


# -- memory --------------------------------------------------------------------------------------


def test_what_happened_is_still_there_after_a_restart(store: Store) -> None:
    token = store.join(*OFFICE)
    post, _ = store.publish(*OFFICE, "Selamat pagi", key="k", at=10.0)
    again = Store(store.path, seed=1, durable=False)
    assert again.account(token) == OFFICE
    assert again.posts() == [post]
    again.live(10.0 + HOUR)
    likes = again.posts("id = ?", (post.id,))[0].likes
    assert (
        likes == Store(store.path, seed=1, durable=False).posts("id = ?", (post.id,))[0].likes > 0
    )


def test_the_same_seed_makes_the_same_day(tmp_path: Path) -> None:
    days = []
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        store = Store(tmp_path / name, seed=seed, durable=False)
        live_a_day(store)
        days.append(told(store))
    assert days[0] == days[1] != days[2]


def test_citizens_do_what_they_planned_once_and_in_order(store: Store) -> None:
    live_a_day(store)
    before = told(store)
    store.live(72 * HOUR)
    assert told(store) == before
    answers = store.posts("parent IS NOT NULL", most=100)
    assert answers
    assert [p.at for p in answers] == sorted((p.at for p in answers), reverse=True)


def test_a_restart_in_between_changes_nothing(tmp_path: Path) -> None:
    one, two = Store(tmp_path / "one", seed=3, durable=False), Store(tmp_path / "two", seed=3)
    for store in (one, two):
        for number in range(10):
            store.publish(*OFFICE, f"Kiriman {number}", at=float(number))
    one.live(HOUR * 2)
    for minute in range(120):
        Store(two.path, seed=3, durable=False).live(minute * 60.0)
    two.live(HOUR * 2)
    assert told(one) == told(two)


# -- posts and keys ------------------------------------------------------------------------------


def test_a_repeated_key_gives_the_first_post_back_however_many_ask(store: Store) -> None:
    posts: list[tuple[Post, bool]] = []
    threads = [
        threading.Thread(target=lambda: posts.append(store.publish(*OFFICE, "Sekali", key="k")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({post.id for post, _ in posts}) == 1
    assert sorted(new for _, new in posts) == [False] * 7 + [True]
    assert len(store.posts()) == 1


def test_a_key_belongs_to_its_account_and_no_key_repeats_nothing(store: Store) -> None:
    store.publish(*OFFICE, "Satu", key="k")
    store.publish("kecamatan.ciomas", "Kecamatan Ciomas", "Dua", key="k")
    store.publish(*OFFICE, "Tiga")
    store.publish(*OFFICE, "Tiga")
    assert len(store.posts()) == 4


def test_only_its_author_takes_a_post_back(store: Store) -> None:
    post, _ = store.publish(*OFFICE, "Salah ketik")
    assert not store.delete("kecamatan.ciomas", post.id)
    assert store.delete(OFFICE[0], post.id)
    assert not store.delete(OFFICE[0], post.id)


def test_pictures_belong_to_their_post(store: Store) -> None:
    number = store.keep("image/png", "Loket", b"png")
    post, _ = store.publish(*OFFICE, "Dengan foto", media=(number,))
    assert store.media_of(post.id) == [(number, "Loket")]
    assert store.picture(number) == ("image/png", b"png")
    assert store.picture(number + 1) is None


# -- news ----------------------------------------------------------------------------------------


def test_answers_and_mentions_are_news_to_the_one_they_are_for(store: Store) -> None:
    store.join(*OFFICE)
    store.join("kecamatan.ciomas", "Kecamatan Ciomas")
    post, _ = store.publish(*OFFICE, "Layanan Sabtu", plan=False)
    store.publish("warga", "Warga", "Jam berapa?", parent=post.id, plan=False)
    store.publish("warga", "Warga", "Halo @kecamatan.cibinong, jalan rusak.", plan=False)
    store.publish("warga", "Warga", "Halo @kecamatan.cibinong.timur", plan=False)
    store.publish(*OFFICE, "Kami, @kecamatan.cibinong, menjawab", parent=post.id, plan=False)
    heard = store.news(OFFICE[0], 0, 50)
    assert [(kind, post.text) for _, kind, post in heard] == [
        ("comment", "Jam berapa?"),
        ("mention", "Halo @kecamatan.cibinong, jalan rusak."),
    ]
    assert store.news("kecamatan.ciomas", 0, 50) == []
    assert store.news(OFFICE[0], heard[0][0], 50) == heard[1:]
    assert store.news(OFFICE[0], 0, 1) == heard[:1]
