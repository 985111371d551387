"""Videos go by the network's video service, or straight up where it does not know us."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.asked import Told
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.sending import prepared, publish, record
from sinergi.connectors.bluesky.tests.standin import video
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Refused, Unavailable


def test_a_video_is_worked_on_between_two_visits(office: Bluesky, network: Network) -> None:
    draft, kept = Draft("Pasar", [video()]), dict[str, str]()
    network.videos.slow = 1
    with pytest.raises(Unavailable) as working:
        office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    assert working.value.retry_after is not None
    shown = record(network, office.publish(draft, key="k", progress=prepared(office, draft, kept)))
    assert shown["embed"]["$type"] == "app.bsky.embed.video"
    assert shown["embed"]["aspectRatio"] == {"width": 1280, "height": 720}
    assert len(network.videos.jobs) == 1


def test_a_video_that_fails_is_refused_and_begun_anew_later(
    office: Bluesky, network: Network
) -> None:
    network.videos.failed = "Video is too long"
    kept: dict[str, str] = {}
    with pytest.raises(Refused, match="too long"):
        office.prepare(Draft("a", [video()]), key="k", progress={}, keep=kept.__setitem__)
    assert kept["job"] == ""


def test_where_no_service_knows_us_a_video_goes_straight_up(
    office: Bluesky, network: Network
) -> None:
    network.videos.absent = True
    assert record(network, publish(office, Draft("a", [video()])))["embed"]["video"]
    assert network.videos.jobs == {}


def test_a_video_that_was_thrown_away_before_its_post_goes_up_again(
    office: Bluesky, network: Network
) -> None:
    draft = Draft("a", [video()])
    kept = prepared(office, draft)
    network.blobs.clear()
    network.ahead += timedelta(hours=1)
    with pytest.raises(Unavailable):
        office.publish(draft, key="k", progress=kept)
    again = prepared(office, draft, kept)
    assert record(network, office.publish(draft, key="k", progress=again))["embed"]["video"]


def test_a_service_that_asks_for_patience_is_waited_for(office: Bluesky, network: Network) -> None:
    def slow() -> None:
        raise Told(429, "RateLimitExceeded", "Daily limit", Retry_After="60")

    network.next_trouble.append(("uploadVideo", slow))
    with pytest.raises(Unavailable) as later:
        prepared(office, Draft("a", [video()]))
    assert later.value.retry_after == timedelta(seconds=60)


def test_a_job_the_service_forgot_is_begun_anew(office: Bluesky, network: Network) -> None:
    def unknown() -> None:
        raise Told(400, "InvalidRequest", "No such job")

    network.next_trouble.append(("getJobStatus", unknown))
    draft, kept = Draft("a", [video()]), dict[str, str]()
    with pytest.raises(Refused, match="No such job"):
        office.prepare(draft, key="k", progress={}, keep=kept.__setitem__)
    office.publish(draft, key="k", progress=prepared(office, draft, kept))
    assert len(network.videos.jobs) == 2
