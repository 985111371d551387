"""YouTube as its description has it, and an office signed in to its channel."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.standin import StandInYouTube


@pytest.fixture
def network() -> StandInYouTube:
    return StandInYouTube()


@pytest.fixture
def office(network: StandInYouTube) -> Iterator[YouTube]:
    with httpx.Client(transport=network.transport()) as client:
        yield YouTube(network.credentials, client)


@pytest.fixture
def video(network: StandInYouTube) -> str:
    told = {"snippet": {"title": "A", "description": "A"}, "status": {"privacyStatus": "public"}}
    return network.channel.film(told).id
