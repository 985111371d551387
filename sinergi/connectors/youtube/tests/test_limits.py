"""What YouTube allows a channel, and when it asks us to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sinergi.connectors.errors import Refused
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.api import until_midnight
from sinergi.connectors.youtube.tests.office import stopped
from sinergi.connectors.youtube.tests.standin import StandInYouTube


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
