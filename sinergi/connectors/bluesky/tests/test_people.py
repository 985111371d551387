"""What people send is heard at least once, in the order of their moments, and nothing hides it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.records import stamp
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.standin import said
from sinergi.connectors.bluesky.tests.store import OFFICE, WARGA
from sinergi.connectors.contract import Incoming

START = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def speak(network: Network, words: str, minutes: float, reason: str = "mention") -> str:
    uri = network.write(WARGA, said(words))
    network.notify(uri, reason, at=stamp(START + timedelta(minutes=minutes)))
    return uri


def heard(office: Bluesky, cursor: str | None) -> tuple[list[str], str | None]:
    """Listen until there is no more; return the words and where it ended."""
    words: list[str] = []
    while True:
        page = office.listen(cursor)
        words += [item.text for item in page.items]
        cursor = page.cursor
        assert cursor is None or len(cursor) <= 500
        if not page.more:
            return words, cursor


def test_an_answer_a_mention_and_a_quote_are_told_apart(office: Bluesky, network: Network) -> None:
    ours = network.write(OFFICE, said("Loket buka"))
    named = {"uri": ours, "cid": network.records[ours][0]}
    picture = {"image": {"ref": {"$link": "bafkreia"}}, "alt": ""}
    network.write(
        WARGA,
        said("Sampai jam berapa?")
        | {"reply": {"root": named, "parent": named}, "embed": {"images": [picture]}},
    )
    quote = network.write(WARGA, said("lihat ini"))
    network.notify(quote, "quote", ours, at="2031-01-01T00:00:00Z")
    network.notify(network.write(WARGA, said("suka")), "like", ours)
    answer, quoted = office.listen(None).items
    assert isinstance(answer, Incoming)
    assert (answer.kind, answer.in_reply_to, answer.author) == (
        "comment",
        ours,
        "warga.bsky.social",
    )
    assert answer.attachments == (
        f"https://cdn.bsky.app/img/feed_fullsize/plain/{WARGA}/bafkreia@jpeg",
    )
    assert answer.author_id == WARGA
    assert answer.url == office.thread_url(answer.remote_id)
    assert (quoted.kind, quoted.in_reply_to) == ("mention", ours)


def test_nothing_is_heard_twice_and_nothing_new_moves_no_cursor(
    office: Bluesky, network: Network
) -> None:
    assert office.listen(None).cursor is None
    speak(network, "satu", 0)
    words, cursor = heard(office, None)
    assert words == ["satu"]
    assert heard(office, cursor) == ([], cursor)
    speak(network, "dua", 1)
    words, after = heard(office, cursor)
    assert words == ["dua"]
    assert heard(office, after) == ([], after)


def test_what_arrives_below_what_was_read_is_heard(office: Bluesky, network: Network) -> None:
    speak(network, "tepat waktu", 30)
    _, cursor = heard(office, None)
    speak(network, "jamnya terlambat", 5)
    words, cursor = heard(office, cursor)
    assert words == ["jamnya terlambat"]
    assert heard(office, cursor)[0] == []


def test_likes_by_the_hundred_hide_no_question(office: Bluesky, network: Network) -> None:
    speak(network, "awal", 0)
    _, cursor = heard(office, None)
    speak(network, "di bawah semua suka", 1)
    liked = network.write(WARGA, said("suka"))
    for number in range(350):
        network.notify(liked, "like", at=stamp(START + timedelta(minutes=2, seconds=number)))
    words, cursor = heard(office, cursor)
    assert words == ["di bawah semua suka"]
    assert heard(office, cursor)[0] == []


def test_more_than_one_look_can_hold_is_heard_at_least_once(
    office: Bluesky, network: Network
) -> None:
    speak(network, "awal", -120)
    _, cursor = heard(office, None)
    for number in range(1300):
        speak(network, f"pesan {number}", number / 100)
    page = office.listen(cursor)
    assert page.more
    assert [item.at for item in page.items] == sorted(item.at for item in page.items)
    words, cursor = heard(office, cursor)
    assert set(words) >= {f"pesan {number}" for number in range(1300)}
    for _ in range(3):
        words, cursor = heard(office, cursor)
    assert len(words) <= 1
    speak(network, "sesudahnya", 20)
    assert "sesudahnya" in heard(office, cursor)[0]


def test_one_that_cannot_be_read_hides_no_other(office: Bluesky, network: Network) -> None:
    speak(network, "awal", 0)
    _, cursor = heard(office, None)
    network.strict = False  # such answers its description does not allow
    for name, value in (("indexedAt", "kemarin"), ("author", None), ("uri", ""), ("record", [])):
        network.notes.append({**network.notes[0], name: value})
    network.notes.append({"reason": "mention", "indexedAt": ""})
    speak(network, "terbaca", 2)
    assert heard(office, cursor)[0] == ["terbaca"]


def test_earlier_days_are_recalled_to_the_day(office: Bluesky, network: Network) -> None:
    for day in range(40):
        speak(network, f"hari {day}", -24 * 60 * day)
    since = START - timedelta(days=7)
    words, cursor = [], None
    while True:
        page = office.recall(since, cursor)
        words += [item.text for item in page.items]
        cursor = page.cursor
        if not page.more:
            break
    assert sorted(words) == sorted(f"hari {day}" for day in range(8))
    assert office.about.poll_every >= timedelta(seconds=30)
