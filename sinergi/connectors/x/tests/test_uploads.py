"""Files on their way to X, before the post that holds them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import (
    Refused,
    Unavailable,
)
from sinergi.connectors.exam.candidate import prepared
from sinergi.connectors.x import X, uploads
from sinergi.connectors.x.tests.office import find, video
from sinergi.connectors.x.tests.standin import StandInX


def test_a_video_goes_in_pieces_and_is_waited_for(office: X, network: StandInX) -> None:
    network.troubles["container slow"]()
    draft, kept = Draft("Acara", media=(video(),)), dict[str, str]()
    with pytest.raises(Unavailable) as wait:
        office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert wait.value.retry_after == timedelta(seconds=1)
    assert kept["sent0"] == "3"
    office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert office.publish(draft, key="k", progress=kept).remote_id
    assert sum("append" in path for path in network.asked) == 3


def test_a_lost_piece_is_sent_again_and_nothing_else(office: X, network: StandInX) -> None:
    network.troubles["chunk lost"]()
    draft, kept = Draft("Acara", media=(video(),)), dict[str, str]()
    with pytest.raises(Unavailable):
        office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    kept = prepared(office, draft, "k", kept)
    assert network.asked.count("POST /2/media/upload/initialize") == 1
    assert network.public() == []
    office.publish(draft, key="k", progress=kept)
    assert network.public() == ["Acara"]


def test_an_upload_x_forgot_is_begun_anew(office: X, network: StandInX) -> None:
    network.troubles["upload forgotten"]()
    draft, kept = Draft("Acara", media=(video(),)), dict[str, str]()
    with pytest.raises(Unavailable) as again:
        office.prepare(draft, key="k", progress=kept, keep=kept.__setitem__)
    assert again.value.retry_after == timedelta(0)
    assert kept["media0"] == ""
    assert office.publish(draft, key="k", progress=prepared(office, draft, "k", kept)).remote_id


def test_files_x_keeps_no_longer_are_sent_once_more(office: X, network: StandInX) -> None:
    network.troubles["container expired"]()
    draft = network.draft("Dengan foto")
    kept = prepared(office, draft, "k", {})
    with pytest.raises(Unavailable) as again:
        office.publish(draft, key="k", progress=kept)
    assert again.value.retry_after == timedelta(0)
    assert network.public() == []
    office.publish(draft, key="k", progress=prepared(office, draft, "k", kept))
    assert network.public() == ["Dengan foto"]


def test_a_file_x_cannot_read_is_refused_in_words(office: X, network: StandInX) -> None:
    network.troubles["file unreadable"]()
    with pytest.raises(Refused) as refused:
        prepared(office, Draft("Acara", media=(video(),)), "k", {})
    assert "acara.mp4" in str(refused.value)


def test_a_picture_keeps_its_description(office: X, network: StandInX) -> None:
    prepared(office, network.draft("Foto"), "k", {})
    assert [file.alt for file in network.uploads.files.values()] == ["Titik"]


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (Draft("a", media=(video(), video())), "four photos, or one video"),
        (Draft("a", media=(video(mime="image/gif"), video(mime="image/png"))), "moving GIF"),
        (Draft("a", options={"poll": "Ya"}), "two to four choices"),
        (Draft("a", options={"poll": "Ya\n" + "x" * 26}), "25 characters"),
        (Draft("a", media=(video(),), options={"poll": "Ya\nTidak"}), "without photos"),
        (Draft("a", reply_to="dm/1", to="2", options={"poll": "Ya\nTidak"}), "private message"),
        (Draft("a", direct=True, media=(video(mime="image/png"),) * 2), "one photo or video"),
    ],
)
def test_what_x_does_not_take_together_is_refused_before_anything_is_sent(
    office: X, network: StandInX, draft: Draft, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        office.prepare(draft, key="k", progress={}, keep=dict[str, str]().__setitem__)
    assert says in str(refused.value)
    assert network.asked == []


def test_a_poll_and_who_may_answer_go_along(office: X, network: StandInX) -> None:
    options = {
        "poll": "Sabtu\n Minggu \n",
        "poll_minutes": "4320",
        "reply_settings": "mentionedUsers",
        "made_with_ai": "yes",
    }
    draft = Draft("Kapan layanan keliling?", options=options)
    published = office.publish(draft, key="k", progress={})
    assert network.archive.posts[published.remote_id].poll == ("Sabtu", "Minggu")
    assert find(office, draft, {}) == published
    assert find(office, Draft("Kapan layanan keliling?"), {}) is None


def test_pieces_are_as_small_as_x_wants_them() -> None:
    assert uploads.PIECE <= 5 * 1024 * 1024
    assert uploads.PIECE * 1000 > 512_000_000
