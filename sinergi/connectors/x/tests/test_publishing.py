"""Publishing on X: one visible request, and looking for it after a doubt."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import (
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import prepared
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.archive import ME
from sinergi.connectors.x.tests.office import find
from sinergi.connectors.x.tests.standin import StandInX


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
