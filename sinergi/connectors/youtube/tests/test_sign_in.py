"""Connecting a channel of YouTube, and keeping it connected."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.errors import Refused, SignedOut, Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.channel import ME
from sinergi.connectors.youtube.tests.keys import APP, REFRESH, TOKEN
from sinergi.connectors.youtube.tests.standin import StandInYouTube

BACK = "http://127.0.0.1:9/kerja/akun/kembali"


def begun(office: YouTube, network: StandInYouTube) -> str:
    step = office.begin(redirect=BACK, state="s-1", verifier="v" * 64)
    assert step.url.startswith("https://accounts.google.com/")
    return network.approve(step.url)


def test_access_holds_what_belongs_to_the_channel_and_ends_in_an_hour(
    office: YouTube, network: StandInYouTube
) -> None:
    code = begun(office, network)
    access = office.finish(code=code, redirect=BACK, verifier="v" * 64, remembered={})
    assert set(access.credentials) == {"token", "refresh_token", "scope", "account"}
    assert access.expires is not None
    assert access.expires - datetime.now(UTC) <= timedelta(hours=1)
    with httpx.Client(transport=network.transport()) as client:
        identity = YouTube({**APP, **access.credentials}, client).identify()
    assert (identity.handle, identity.remote_id) == ("@kec.cibinong", ME["id"])
    assert set(YouTube.about.needs) <= set(identity.scopes)


def test_the_verifier_must_be_the_one_of_the_beginning(
    office: YouTube, network: StandInYouTube
) -> None:
    code = begun(office, network)
    with pytest.raises(Refused):
        office.finish(code=code, redirect=BACK, verifier="w" * 64, remembered={})


def test_access_that_does_not_last_is_not_taken(office: YouTube, network: StandInYouTube) -> None:
    network.troubles["no refresh token"]()
    code = begun(office, network)
    with pytest.raises(Refused) as refused:
        office.finish(code=code, redirect=BACK, verifier="v" * 64, remembered={})
    assert "lasting access" in str(refused.value)


def test_a_renewal_keeps_the_refresh_token_it_is_not_sent_again(
    office: YouTube, network: StandInYouTube
) -> None:
    for _ in range(2):
        access = office.renew()
        assert access.credentials["refresh_token"] == REFRESH
        assert access.credentials["token"] in network.keys.tokens - {TOKEN}


def test_access_taken_away_on_googles_page_asks_for_a_person(
    office: YouTube, network: StandInYouTube
) -> None:
    network.keys.refresh.clear()
    with pytest.raises(SignedOut):
        office.renew()


def test_a_wrong_secret_of_the_app_is_not_the_channels_fault(network: StandInYouTube) -> None:
    with httpx.Client(transport=network.transport()) as client:
        office = YouTube({**network.credentials, "app_secret": "salah"}, client)
        with pytest.raises(Refused) as refused:
            office.renew()
    assert "app's ID and secret" in str(refused.value)


@pytest.mark.parametrize("fault", [faults.unreachable, faults.silent, faults.says(503)])
def test_a_fault_of_google_is_no_goodbye(network: StandInYouTube, fault: faults.Fault) -> None:
    with httpx.Client(transport=(wire := Wire(network.transport()))) as client:
        wire.fault = fault
        with pytest.raises(Unavailable):
            YouTube(network.credentials, client).renew()


def test_the_page_says_what_is_missing(network: StandInYouTube) -> None:
    with httpx.Client(transport=network.transport()) as client:
        assert list(YouTube(network.credentials, client).missing()) == []
        bare = YouTube({"token": TOKEN}, client)
        missing = [m.what for m in bare.missing()]
        assert any("not audited" in what for what in missing)
        assert any("ends an hour" in what for what in missing)
        with pytest.raises(SignedOut):
            bare.renew()


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=3s",
        "https://m.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgxA",
        "https://youtu.be/dQw4w9WgXcQ?si=abc",
        "https://www.youtube.com/shorts/dQw4w9WgXcQ",
    ],
)
def test_a_link_of_a_video_tells_its_id(address: str) -> None:
    found = re.fullmatch(YouTube.about.link, address)
    assert found is not None
    assert found["id"] == "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address", ["https://www.youtube.com/@kec.cibinong", "https://ex.com/watch?v=dQw4w9WgXcQ"]
)
def test_other_links_are_no_videos(address: str) -> None:
    assert re.fullmatch(YouTube.about.link, address) is None
