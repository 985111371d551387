"""Videos go out with their last byte, once, whatever breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.house import deliver, find, prepare, publish
from sinergi.connectors.tiktok.tests.standin import CHOICES, StandIn, film
from sinergi.connectors.tiktok.uploading import spans

LONG = film(b"\x00\x00\x00\x18ftypmp42" + bytes(34_999_988))  # 35 MB: three pieces


def puts(network: StandIn) -> int:
    return network.asked.count("PUT /video/")


@pytest.mark.parametrize(
    ("size", "pieces"),
    [
        (1, [(0, 1)]),
        (19_999_999, [(0, 19_999_999)]),
        (20_000_000, [(0, 10_000_000), (10_000_000, 20_000_000)]),
        (35_000_000, [(0, 10_000_000), (10_000_000, 20_000_000), (20_000_000, 35_000_000)]),
    ],
)
def test_a_video_is_cut_as_tiktok_counts(size: int, pieces: list[tuple[int, int]]) -> None:
    assert spans(size) == pieces


def test_the_largest_video_fits_into_a_thousand_pieces_of_allowed_size() -> None:
    pieces = spans(4_000_000_000)
    assert len(pieces) <= 1000
    assert all(5_000_000 <= end - start <= 128_000_000 for start, end in pieces)


def test_nothing_is_public_before_the_last_piece(office: TikTok, network: StandIn) -> None:
    draft, kept = Draft("Panjang", (LONG,), CHOICES), dict[str, str]()
    prepare(office, draft, kept)
    assert (puts(network), network.public()) == (2, [])
    assert find(office, draft, kept) is None
    publish(office, draft, kept)
    assert (puts(network), network.public()) == (3, ["Panjang"])


def test_a_piece_that_was_lost_is_sent_again_and_no_other(office: TikTok, network: StandIn) -> None:
    draft, kept = Draft("Panjang", (LONG,), CHOICES), dict[str, str]()
    network.troubles["chunk lost"]()
    with pytest.raises(Unavailable):
        prepare(office, draft, kept)
    prepare(office, draft, kept)
    publish(office, draft, kept)
    assert (puts(network), network.public()) == (4, ["Panjang"])


def test_an_upload_goes_on_from_what_tiktok_holds(office: TikTok, network: StandIn) -> None:
    draft, kept = Draft("Panjang", (LONG,), CHOICES), dict[str, str]()
    prepare(office, draft, kept)
    kept |= {"sent": "", "ready": ""}  # as when we stopped before we could write it down
    prepare(office, draft, kept)
    publish(office, draft, kept)
    assert (puts(network), network.public()) == (3, ["Panjang"])


def test_the_last_piece_that_was_lost_is_sent_again(office: TikTok, network: StandIn) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    network.troubles["chunk lost"]()
    prepare(office, draft, kept)
    with pytest.raises(Unconfirmed):
        publish(office, draft, kept)
    assert find(office, draft, kept) is None
    published = deliver(office, draft, kept)
    assert network.public() == ["Sekali"]
    assert find(office, draft, kept) == published


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


def test_a_video_that_tiktok_gave_up_is_said_to_be_so_and_can_be_sent_again(
    office: TikTok, network: StandIn
) -> None:
    draft, kept = network.draft("Sekali"), dict[str, str]()
    network.troubles["processing failed"]()
    prepare(office, draft, kept)
    publish(office, draft, kept)  # TikTok took it, and only then looked at it
    assert find(office, draft, kept) is None
    with pytest.raises(Refused, match="takes these words for spam"):
        prepare(office, draft, kept)
    deliver(office, draft, kept)
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


def test_a_file_that_is_cut_short_is_not_published(office: TikTok, network: StandIn) -> None:
    draft = Draft("Terpotong", (replace(film(), size=1000),), CHOICES)
    kept: dict[str, str] = {}
    prepare(office, draft, kept)
    with pytest.raises(Refused, match="is not complete"):
        publish(office, draft, kept)
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
