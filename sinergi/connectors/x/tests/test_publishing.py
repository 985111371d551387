"""Publishing on X: files first, one visible request, and looking for it after a doubt."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft, Media, Published
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import prepared
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.x import X, uploads
from sinergi.connectors.x.tests.archive import ME, WARGA
from sinergi.connectors.x.tests.standin import StandInX

NOTHING: frozenset[str] = frozenset()


def video(size: int = 9_000_000, mime: str = "video/mp4") -> Media:
    return Media("acara.mp4", mime, size, lambda: io.BytesIO(b"v" * size), "", 1280, 720, 30.0)


def find(office: X, draft: Draft, progress: dict[str, str]) -> Published | None:
    since = datetime.now(UTC)
    return office.find(draft, key="k", progress=progress, since=since, known=NOTHING)


# -- files ---------------------------------------------------------------------------------------


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


# -- exactly once --------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
@pytest.mark.parametrize("pictured", [True, False])
def test_what_was_taken_though_nobody_said_so_is_found_and_there_once(
    network: StandInX, fault: faults.Fault, pictured: bool
) -> None:
    draft = network.draft("Sekali") if pictured else Draft("Sekali, lihat bogorkab.go.id & datang")
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office = X(network.credentials, client)
        kept = prepared(office, draft, "k", {})
        wire.fault, wire.writes_only = fault, True
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="k", progress=kept)
        wire.fault = None
        assert find(office, draft, kept)
    assert len(network.public()) == 1


@pytest.mark.parametrize("fault", [faults.unreachable, faults.says(429), faults.says(503)])
def test_what_was_not_taken_goes_out_once_later(network: StandInX, fault: faults.Fault) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office = X(network.credentials, client)
        wire.fault = fault
        with pytest.raises(Unavailable):
            office.publish(Draft("Nanti"), key="k", progress={})
        wire.fault = None
        assert find(office, Draft("Nanti"), {}) is None
        office.publish(Draft("Nanti"), key="k", progress={})
    assert network.public() == ["Nanti"]


def test_the_same_words_refused_are_a_sign_that_they_are_out(office: X, network: StandInX) -> None:
    network.troubles["duplicate refused"]()
    draft = network.draft("Sekali")
    kept = prepared(office, draft, "k", {})
    with pytest.raises(Unconfirmed) as doubt:
        office.publish(draft, key="k", progress=kept)
    assert "already" in str(doubt.value)
    assert find(office, draft, kept)
    assert network.public() == ["Sekali"]


def test_yesterdays_words_are_refused_and_not_found_as_todays(office: X, network: StandInX) -> None:
    old = network.archive.write(ME["id"], "Selamat pagi")
    old.at = datetime.now(UTC) - timedelta(days=1)
    with pytest.raises(Unconfirmed):
        office.publish(Draft("Selamat pagi"), key="k", progress={})
    assert find(office, Draft("Selamat pagi"), {}) is None
    assert network.public() == ["Selamat pagi"]


def test_a_file_of_ours_proves_a_post_whatever_became_of_its_words(
    office: X, network: StandInX
) -> None:
    draft = network.draft("Foto")
    kept = prepared(office, draft, "k", {})
    published = office.publish(draft, key="k", progress=kept)
    network.archive.posts[published.remote_id].words = "Diubah orang lain"
    assert find(office, draft, kept) == published
    assert find(office, draft, {**kept, "key0": "3_77"}) is None


def test_a_post_is_found_among_many_later_ones_or_not_said_to_be_missing(
    office: X, network: StandInX
) -> None:
    published = office.publish(Draft("Yang dicari"), key="k", progress={})
    for number in range(250):
        network.archive.write(ME["id"], f"Kiriman {number}")
    assert find(office, Draft("Yang dicari"), {}) == published
    for number in range(250, 1000):
        network.archive.write(ME["id"], f"Kiriman {number}")
    with pytest.raises(Unavailable):
        find(office, Draft("Yang dicari"), {})


def test_the_wait_x_asks_for_is_kept(office: X, network: StandInX) -> None:
    network.troubles["rate limit"]()
    with pytest.raises(Unavailable) as later:
        office.publish(Draft("Nanti"), key="k", progress={})
    assert timedelta(minutes=9) < (later.value.retry_after or timedelta(0)) <= timedelta(minutes=10)


def test_access_that_ends_in_the_middle_publishes_nothing(office: X, network: StandInX) -> None:
    draft = network.draft("Foto")
    kept = prepared(office, draft, "k", {})
    network.troubles["token revoked"]()
    with pytest.raises(SignedOut):
        office.publish(draft, key="k", progress=kept)
    assert network.public() == []


# -- answers -------------------------------------------------------------------------------------


def test_an_answer_is_found_in_its_thread_only(office: X, network: StandInX) -> None:
    asked = network.archive.write(WARGA["id"], "@kec_cibinong Buka?")
    draft = Draft("Ya, sampai 15.00", reply_to=asked.id, to=WARGA["id"])
    published = office.publish(draft, key="k", progress={})
    assert network.public() == ["@warga_bogor Ya, sampai 15.00"]
    assert find(office, draft, {}) == published
    assert find(office, Draft("Ya, sampai 15.00"), {}) is None
    assert find(office, Draft("Ya, sampai 15.00", reply_to="77"), {}) is None


def test_a_private_answer_is_a_private_message(office: X, network: StandInX) -> None:
    draft = Draft("Nomor antrean Anda 7 & loket 2", reply_to="dm/5", to=WARGA["id"], direct=True)
    published = office.publish(draft, key="k", progress={})
    assert published.remote_id.startswith("dm/")
    assert network.public() == []
    assert find(office, draft, {}) == published
    office.withdraw(published.remote_id)
    office.withdraw(published.remote_id)
    assert find(office, draft, {}) is None


def test_a_private_answer_to_nobody_is_refused(office: X, network: StandInX) -> None:
    for act in (office.publish, lambda d, **k: find(office, d, {})):
        assert isinstance(_error(act), Refused)
    assert network.asked == ["GET /2/users/me"]


def _error(act: Callable[..., object]) -> ConnectorError:
    with pytest.raises(ConnectorError) as raised:
        act(Draft("Ya", reply_to="dm/5"), key="k", progress={})
    return raised.value


def test_pieces_are_as_small_as_x_wants_them() -> None:
    assert uploads.PIECE <= 5 * 1024 * 1024
    assert uploads.PIECE * 1000 > 512_000_000
