"""Answering people on YouTube, hiding, and taking back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.channel import ME, WARGA
from sinergi.connectors.youtube.tests.office import find
from sinergi.connectors.youtube.tests.standin import StandInYouTube


def test_an_answer_to_an_answer_goes_under_the_comment_at_the_top(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    top = network.channel.speak(video, WARGA, "Kapan lagi?")
    below = network.channel.speak(video, WARGA, "Halo?", top.id)
    draft = Draft("Sabtu depan", reply_to=f"{video}/{below.id}")
    published = office.publish(draft, key="k", progress={})
    assert published.remote_id.startswith(f"{video}/{top.id}.")
    assert find(office, draft, {}) == published
    assert office.thread_url(published.remote_id) == published.url


def test_a_comment_that_is_not_seen_is_never_said_to_be_missing(
    network: StandInYouTube, video: str
) -> None:
    top = network.channel.speak(video, WARGA, "Kapan lagi?")
    draft = Draft("Sabtu depan", reply_to=f"{video}/{top.id}")
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        office = YouTube(network.credentials, client)
        wire.fault, wire.writes_only = faults.cut_sending, True
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="k", progress={})
        wire.fault = None
        with pytest.raises(Unavailable):
            find(office, draft, {})


def test_an_old_comment_with_the_same_words_is_not_what_was_sent_now(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    top = network.channel.speak(video, WARGA, "Kapan lagi?")
    old = network.channel.speak(video, ME, "Terima kasih", top.id)
    old.at = datetime.now(UTC) - timedelta(days=1)
    draft = Draft("Terima kasih", reply_to=f"{video}/{top.id}")
    with pytest.raises(Unavailable):
        find(office, draft, {})
    published = office.publish(draft, key="k", progress={})
    assert find(office, draft, {}) == published


def test_a_comment_of_somebody_else_is_rejected_for_good(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    rude = network.channel.speak(video, WARGA, "Kata kasar")
    for _ in range(2):
        office.remove(f"{video}/{rude.id}")
    assert rude.state == "rejected"
    office.remove(f"{video}/Ug77")


def test_a_comment_is_hidden_shown_again_and_ours_is_taken_back(
    office: YouTube, network: StandInYouTube, video: str
) -> None:
    rude = network.channel.speak(video, WARGA, "Kata kasar")
    for hidden, state in ((True, "heldForReview"), (True, "heldForReview"), (False, "published")):
        office.hide(f"{video}/{rude.id}", hidden=hidden)
        assert rude.state == state
    ours = office.publish(Draft("Ya", reply_to=f"{video}/{rude.id}"), key="k", progress={})
    office.withdraw(ours.remote_id)
    office.withdraw(ours.remote_id)
    assert ours.remote_id.partition("/")[2] not in network.channel.said
    with pytest.raises(Refused):
        office.hide(f"{video}/Ug77", hidden=True)
