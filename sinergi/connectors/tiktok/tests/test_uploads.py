"""A video is sent piece by piece, and only its last piece publishes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
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


def test_a_file_that_is_cut_short_is_not_published(office: TikTok, network: StandIn) -> None:
    draft = Draft("Terpotong", (replace(film(), size=1000),), CHOICES)
    kept: dict[str, str] = {}
    prepare(office, draft, kept)
    with pytest.raises(Refused, match="is not complete"):
        publish(office, draft, kept)
    assert network.public() == []
