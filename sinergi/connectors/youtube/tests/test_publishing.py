"""Publishing on YouTube: one change that shows a video."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.candidate import prepared
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.office import KEY, find
from sinergi.connectors.youtube.tests.standin import StandInYouTube


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
