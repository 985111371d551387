"""Hearing people on YouTube, and the figures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx

from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.channel import ME, WARGA
from sinergi.connectors.youtube.tests.standin import StandInYouTube


def everything(office: YouTube, cursor: str | None) -> tuple[list[str], str | None]:
    page = office.listen(cursor)
    return [item.text for item in page.items], page.cursor


def test_comments_and_answers_to_them_arrive_once(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    _, cursor = everything(office, None)
    top = network.channel.speak(video, WARGA, "Kapan lagi?")
    network.channel.speak(video, ME, "Sabtu depan", top.id)
    network.channel.speak(video, WARGA, "Terima kasih", top.id)
    page = office.listen(cursor)
    first, second = page.items
    assert (first.text, first.in_reply_to, first.author) == ("Kapan lagi?", video, "warga.bogor")
    assert (second.text, second.in_reply_to) == ("Terima kasih", f"{video}/{top.id}")
    assert first.url == f"https://www.youtube.com/watch?v={video}&lc={top.id}"
    assert everything(office, page.cursor) == ([], page.cursor)


def test_a_comment_that_shows_late_is_heard_all_the_same(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    held = network.channel.speak(video, WARGA, "Ditahan dulu")
    held.state = "heldForReview"
    network.channel.speak(video, WARGA, "Langsung tampil")
    heard, cursor = everything(office, None)
    assert heard == ["Langsung tampil"]
    held.state = "published"
    assert everything(office, cursor)[0] == ["Ditahan dulu"]


def test_many_comments_arrive_once_and_the_cursor_stays_short(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    start = datetime.now(UTC) - timedelta(hours=9)
    network.channel.speak(video, WARGA, "lama").at = start
    heard, cursor = everything(office, None)
    for number in range(230):
        said = network.channel.speak(video, WARGA, f"nomor {number}")
        said.at = start + timedelta(minutes=number + 1)
    found, cursor = everything(office, cursor)
    assert heard + found == ["lama", *(f"nomor {number}" for number in range(230))]
    assert cursor is not None
    assert len(cursor) <= 500
    assert everything(office, cursor) == ([], cursor)
    network.channel.speak(video, WARGA, "baru")
    assert everything(office, cursor)[0] == ["baru"]


def test_all_answers_of_a_busy_thread_are_heard(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    top = network.channel.speak(video, WARGA, "Kapan lagi?")
    _, cursor = everything(office, None)
    for number in range(12):
        network.channel.speak(video, WARGA, f"jawaban {number}", top.id)
    heard, cursor = everything(office, cursor)
    assert sorted(heard) == sorted(f"jawaban {number}" for number in range(12))
    assert everything(office, cursor)[0] == []


def test_one_comment_that_cannot_be_read_keeps_no_other_away(
    network: StandInYouTube, video: str
) -> None:
    for words in ("satu", "dua", "tiga"):
        network.channel.speak(video, WARGA, words)

    def spoil(request: httpx.Request) -> httpx.Response:
        told = network.handle(request).read().decode()
        return httpx.Response(200, text=told.replace('"textDisplay":"dua"', '"textDisplay2":"dua"'))

    with httpx.Client(transport=httpx.MockTransport(spoil)) as client:
        heard, _ = everything(YouTube(network.credentials, client), None)
    assert heard == ["satu", "tiga"]


def test_earlier_days_are_recalled_page_by_page(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    network.channel.speak(video, WARGA, "purba").at = datetime.now(UTC) - timedelta(days=9)
    for number in range(130):
        network.channel.speak(video, WARGA, f"nomor {number}")
    since, cursor, heard = datetime.now(UTC) - timedelta(days=2), None, list[str]()
    while True:
        page = office.recall(since, cursor)
        heard += [item.text for item in page.items]
        cursor = page.cursor
        if not page.more:
            break
    assert sorted(heard) == sorted(f"nomor {number}" for number in range(130))


def test_figures_are_told_of_what_is_there(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    told = {s.metric: s.value for s in office.measure([video, f"{video}/Ug1", "video999999"])}
    assert told == {"views": 410, "likes": 7, "replies": 2}
    account = {s.metric: s.value for s in office.measure_account()}
    assert account == {"views": 99000, "followers": 1230, "posts": 87}
    assert {m.name for m in YouTube.about.metrics} == set(told) | set(account)
