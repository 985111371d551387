"""Uploads to YouTube: private, in pieces, and going on where they stopped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import PIXEL, prepared
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.office import BIG, KEY, big, find, picture, stopped
from sinergi.connectors.youtube.tests.standin import CAPTIONS, StandInYouTube, film

SESSION = "POST /resumable/upload/youtube/v3/videos"


def test_a_video_is_private_until_it_is_published(office: YouTube, network: StandInYouTube) -> None:
    kept = prepared(office, big(), KEY, {})
    assert [f.status["privacyStatus"] for f in network.channel.films.values()] == ["private"]
    assert sum(path.startswith("PUT /session") for path in network.asked) == 3
    assert network.public() == []
    assert find(office, big(), kept) is None
    published = office.publish(big(), key=KEY, progress=kept)
    assert network.public() == ["Acara"]
    assert find(office, big(), kept) == published
    assert published.url == f"https://www.youtube.com/watch?v={published.remote_id}"


def test_a_lost_piece_goes_on_from_where_it_arrived(
    office: YouTube, network: StandInYouTube
) -> None:
    network.troubles["chunk lost"]()
    kept: dict[str, str] = {}
    assert "did not answer" in str(stopped(office, big(), kept))
    assert set(kept) == {"session"}
    kept = prepared(office, big(), KEY, kept)
    assert network.asked.count(SESSION) == 1
    assert len(network.channel.films) == 1
    (session,) = network.desk.sessions.values()
    assert session.arrived == b"v" * BIG


def test_the_answer_to_the_last_piece_may_be_lost(network: StandInYouTube) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office, kept = YouTube(network.credentials, client), dict[str, str]()

        def last(request: httpx.Request, forward: faults.Forward) -> httpx.Response:
            put = request.method == "PUT"
            return (faults.lost if put else lambda r, f: f(r))(request, forward)

        wire.fault = last
        stopped(office, network.draft("Acara"), kept)
        wire.fault = None
        kept = prepared(office, network.draft("Acara"), KEY, kept)
    assert len(network.channel.films) == 1
    assert network.asked.count(SESSION) == 1


def test_a_session_that_is_gone_begins_anew(office: YouTube, network: StandInYouTube) -> None:
    network.troubles["session gone"]()
    kept: dict[str, str] = {}
    wait = stopped(office, network.draft("Acara"), kept)
    assert wait.retry_after == timedelta(seconds=30)
    assert kept["session"] == ""
    kept = prepared(office, network.draft("Acara"), KEY, kept)
    assert network.asked.count(SESSION) == 2
    assert len(network.channel.films) == 1


@pytest.mark.parametrize("late", [False, True])
def test_a_video_whose_session_is_gone_is_found_by_our_tag(
    office: YouTube, network: StandInYouTube, late: bool
) -> None:
    network.troubles["session gone though done"]()
    if late:
        network.troubles["shown late"]()
    kept = prepared(office, network.draft("Acara"), KEY, {})
    assert network.asked.count(SESSION) == 1
    assert [*network.channel.films] == [kept["video"]]


def test_another_posts_video_is_not_taken_for_ours(
    office: YouTube, network: StandInYouTube
) -> None:
    other = prepared(office, network.draft("Acara"), "another-key", {})
    network.troubles["session gone"]()
    kept = prepared(office, network.draft("Acara"), KEY, {})
    assert kept["video"] != other["video"]


def test_a_video_youtube_works_on_is_waited_for(office: YouTube, network: StandInYouTube) -> None:
    network.troubles["container slow"]()
    kept: dict[str, str] = {}
    for _ in range(2):
        assert stopped(office, network.draft("Acara"), kept).retry_after == timedelta(seconds=30)
    office.prepare(network.draft("Acara"), key=KEY, progress=kept, keep=kept.__setitem__)
    assert kept["ready"] == "1"


def test_a_video_youtube_does_not_take_is_refused_with_its_reason(
    office: YouTube, network: StandInYouTube
) -> None:
    network.troubles["video rejected"]()
    with pytest.raises(Refused) as refused:
        prepared(office, network.draft("Acara"), KEY, {})
    assert "duplicate" in str(refused.value)
    assert network.public() == []


def test_nothing_is_sent_to_an_address_outside_of_google(network: StandInYouTube) -> None:
    def elsewhere(request: httpx.Request) -> httpx.Response:
        assert request.url.host == "youtube.googleapis.com"
        return httpx.Response(200, headers={"Location": "https://evil.example/googleapis.com"})

    with httpx.Client(transport=httpx.MockTransport(elsewhere)) as client:
        stopped(YouTube(network.credentials, client), network.draft("Acara"), {})


def test_picture_and_captions_go_along_and_not_twice(
    office: YouTube, network: StandInYouTube
) -> None:
    network.troubles["captions lost"]()
    draft = Draft("Acara", media=(picture(), film()), options={"captions": CAPTIONS})
    kept: dict[str, str] = {}
    stopped(office, draft, kept)
    kept = prepared(office, draft, KEY, kept)
    (shown,) = network.channel.films.values()
    assert shown.thumbnail == PIXEL
    assert shown.captions["id"].strip() == CAPTIONS
    assert network.asked.count("POST /upload/youtube/v3/thumbnails/set") == 1
    asked = len(network.asked)
    assert prepared(office, draft, KEY, kept) == kept
    assert len(network.asked) == asked


@pytest.mark.parametrize(
    "draft",
    [
        Draft("a", media=(picture(),)),
        Draft("a", media=(film(), film())),
        Draft("a", media=(film(), picture(), picture())),
        Draft("a", media=(film(),), reply_to="video000101"),
    ],
)
def test_what_is_no_video_with_its_picture_is_refused_before_anything_is_sent(
    office: YouTube, network: StandInYouTube, draft: Draft
) -> None:
    with pytest.raises(Refused):
        prepared(office, draft, KEY, {})
    assert network.asked == []


def test_what_was_chosen_is_what_youtube_is_told(office: YouTube, network: StandInYouTube) -> None:
    options = {"privacy": "unlisted", "made_for_kids": "yes", "made_with_ai": "yes", "title": "T"}
    draft = replace(network.draft("Acara"), options=options)
    published = office.publish(draft, key=KEY, progress=(kept := prepared(office, draft, KEY, {})))
    shown = network.channel.films[published.remote_id]
    assert (shown.snippet["title"], shown.snippet["description"]) == ("T", "Acara")
    assert shown.status["privacyStatus"] == "unlisted"
    assert shown.status["selfDeclaredMadeForKids"]
    assert shown.status["containsSyntheticMedia"]
    assert find(office, draft, kept) == published
