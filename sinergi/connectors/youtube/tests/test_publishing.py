"""Publishing on YouTube: a private upload that resumes, and one change that shows it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import PIXEL, prepared
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.youtube import YouTube, resuming
from sinergi.connectors.youtube.api import until_midnight
from sinergi.connectors.youtube.tests.standin import CAPTIONS, StandInYouTube, film
from sinergi.connectors.youtube.tests.test_words import KEY

NOTHING: frozenset[str] = frozenset()
BIG = resuming.PIECE * 2 + 1000
SESSION = "POST /resumable/upload/youtube/v3/videos"


def big(words: str = "Acara") -> Draft:
    return Draft(words, media=(film(b"v" * BIG),))


def picture() -> Media:
    return Media("sampul.png", "image/png", len(PIXEL), lambda: io.BytesIO(PIXEL))


def find(office: YouTube, draft: Draft, kept: dict[str, str]) -> Published | None:
    since = datetime.now(UTC)
    return office.find(draft, key=KEY, progress=kept, since=since, known=NOTHING)


def stopped(office: YouTube, draft: Draft, kept: dict[str, str]) -> Unavailable:
    """Prepare until it stops; return why."""
    with pytest.raises(Unavailable) as wait:
        office.prepare(draft, key=KEY, progress=dict(kept), keep=kept.__setitem__)
    return wait.value


# -- uploads -------------------------------------------------------------------------------------


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
    (session,) = network.sessions.values()
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


# -- exactly once --------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_what_was_shown_though_nobody_said_so_is_found_and_there_once(
    network: StandInYouTube, fault: faults.Fault
) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office, draft = YouTube(network.credentials, client), network.draft("Sekali")
        kept = prepared(office, draft, KEY, {})
        wire.fault, wire.writes_only = fault, True
        with pytest.raises(Unconfirmed):
            office.publish(draft, key=KEY, progress=kept)
        wire.fault = None
        found = find(office, draft, kept)
        assert found == office.publish(draft, key=KEY, progress=kept)
    assert network.public() == ["Sekali"]


def test_a_change_that_never_arrived_may_be_made_again(network: StandInYouTube) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office, draft = YouTube(network.credentials, client), network.draft("Nanti")
        kept = prepared(office, draft, KEY, {})
        wire.fault, wire.writes_only = faults.cut_sending, True
        with pytest.raises(Unconfirmed):
            office.publish(draft, key=KEY, progress=kept)
        wire.fault = None
        assert find(office, draft, kept) is None
        assert prepared(office, draft, KEY, kept) == kept
        office.publish(draft, key=KEY, progress=kept)
    assert network.public() == ["Nanti"]


def test_a_video_youtube_keeps_private_is_not_said_to_be_out(
    office: YouTube, network: StandInYouTube
) -> None:
    network.troubles["locked private"]()
    draft = network.draft("Acara")
    kept = prepared(office, draft, KEY, {})
    with pytest.raises(Refused) as refused:
        office.publish(draft, key=KEY, progress=kept)
    assert "not audited" in str(refused.value)
    assert network.public() == []


def test_access_that_ends_in_the_middle_publishes_nothing(
    office: YouTube, network: StandInYouTube
) -> None:
    draft = network.draft("Acara")
    kept = prepared(office, draft, KEY, {})
    network.troubles["token revoked"]()
    with pytest.raises(SignedOut):
        office.publish(draft, key=KEY, progress=kept)
    assert network.public() == []


# -- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("trouble", "least", "most"),
    [
        ("quota spent", timedelta(0), timedelta(hours=25)),
        ("rate limit", timedelta(minutes=1), timedelta(minutes=1)),
        ("upload limit", timedelta(hours=6), timedelta(hours=6)),
    ],
)
def test_youtubes_limits_are_waits_and_no_refusals(
    office: YouTube, network: StandInYouTube, trouble: str, least: timedelta, most: timedelta
) -> None:
    network.troubles[trouble]()
    wait = stopped(office, network.draft("Acara"), {}).retry_after
    assert wait is not None
    assert least <= wait <= most


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 11, 24, 7, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 24, 8, 0, tzinfo=UTC), 24),
        (datetime(2026, 7, 24, 6, 0, tzinfo=UTC), 1),
        (datetime(2026, 11, 1, 7, 0, tzinfo=UTC), 25),
    ],
)
def test_quotas_begin_anew_at_midnight_in_california(now: datetime, hours: int) -> None:
    assert until_midnight(now) == timedelta(hours=hours)


def test_an_account_without_a_channel_is_told_so(office: YouTube, network: StandInYouTube) -> None:
    network.troubles["no channel"]()
    with pytest.raises(Refused) as refused:
        office.identify()
    assert "no YouTube channel" in str(refused.value)


def test_a_channel_that_is_not_verified_may_upload_a_quarter_of_an_hour(
    office: YouTube, network: StandInYouTube
) -> None:
    assert office.limits().video_seconds == 12 * 3600
    network.long_uploads = "eligible"
    assert office.limits().video_seconds == 900
    assert any("15 minutes" in m.what for m in office.missing())
