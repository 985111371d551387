"""Videos go out with their last byte, once, whatever breaks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.house import deliver, find, prepare, publish
from sinergi.connectors.tiktok.tests.standin import StandIn


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_what_went_out_and_was_not_answered_is_found(
    fault: faults.Fault, office: TikTok, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    wire.fault, wire.writes_only = fault, True
    with pytest.raises(Unconfirmed):
        publish(office, draft, kept)
    wire.fault = None
    assert find(office, draft, kept) == publish(office, draft, kept)
    assert network.public() == ["Sekali"]


@pytest.mark.parametrize("fault", [faults.unreachable, faults.says(429, Retry_After="9")])
def test_what_did_not_arrive_waits(
    fault: faults.Fault, office: TikTok, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    wire.fault, wire.writes_only = fault, True
    with pytest.raises(Unavailable):
        publish(office, draft, kept)
    wire.fault = None
    deliver(office, draft, kept)
    assert network.public() == ["Sekali"]


@pytest.mark.parametrize("trouble", ["container expired", "published twice"])
def test_whatever_becomes_of_an_upload_there_is_one_post(
    trouble: str, office: TikTok, network: StandIn
) -> None:
    network.troubles[trouble]()
    deliver(office, network.draft("Sekali"), {})
    assert network.public() == ["Sekali"]


def test_an_upload_older_than_its_address_is_begun_anew(office: TikTok, network: StandIn) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    old = kept["publish_id"]
    kept["until"] = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    with pytest.raises(Unavailable) as closed:
        publish(office, draft, kept)
    assert closed.value.retry_after == timedelta(0)
    deliver(office, draft, kept)
    assert kept["publish_id"] != old
    assert network.public() == ["Sekali"]


def test_a_video_that_tiktok_gives_up_at_once_is_said_to_be_so_and_can_be_sent_again(
    office: TikTok, network: StandIn
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    network.troubles["processing failed"]()
    prepare(office, draft, kept)
    with pytest.raises(Refused, match="takes these words for spam"):
        publish(office, draft, kept)
    assert find(office, draft, kept) is None
    deliver(office, draft, kept)
    assert network.public() == ["Sekali"]


def test_a_video_that_tiktok_gave_up_later_is_uploaded_anew(
    office: TikTok, network: StandIn
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    job = network.work.jobs[publish(office, draft, kept).remote_id]
    job |= {"at": 0, "failed": "frame_rate_check_failed"}
    with pytest.raises(Refused, match="23 to 60 pictures a second"):
        publish(office, draft, kept)
    deliver(office, draft, kept)
    assert network.public() == ["Sekali"]


def test_a_look_after_the_last_piece_that_fails_takes_nothing_back(
    office: TikTok, network: StandIn, wire: Wire
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)

    def no_answers(request: httpx.Request, forward: faults.Forward) -> httpx.Response:
        answer = forward(request)
        wire.fault = faults.silent  # from now on
        return answer

    wire.fault, wire.writes_only = no_answers, True
    wire.asks = lambda request: request.method == "POST" and not network.public()
    assert publish(office, draft, kept).remote_id == kept["publish_id"]
    assert network.public() == ["Sekali"]


@pytest.mark.parametrize(
    ("trouble", "kind", "words"),
    [
        ("not audited", Refused, "has not audited this app"),
        ("too many posts", Refused, "as often as TikTok lets it"),
        ("rate limited", Unavailable, "slow down"),
        ("token revoked", SignedOut, "no longer accepts"),
    ],
)
def test_a_no_is_told_in_words_and_nothing_goes_out(
    trouble: str, kind: type[Exception], words: str, office: TikTok, network: StandIn
) -> None:
    network.troubles[trouble]()
    with pytest.raises(kind, match=words):
        prepare(office, network.draft("Tidak"), {})
    assert network.public() == []


def test_the_id_of_the_post_is_told_later_and_ours_stays(office: TikTok, network: StandIn) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    prepare(office, draft, kept)
    published = publish(office, draft, kept)
    assert (published.remote_id, published.url) == (kept["publish_id"], "")
    network.moderate()
    found = find(office, draft, kept)
    assert found is not None
    assert found.remote_id == published.remote_id
    assert found.url == "https://www.tiktok.com/player/v1/7000"
