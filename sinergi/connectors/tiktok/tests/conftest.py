from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.standin import StandIn


@pytest.fixture
def network() -> StandIn:
    return StandIn()


@pytest.fixture
def wire(network: StandIn) -> Wire:
    return Wire(network.transport(), network.asks)


@pytest.fixture
def office(network: StandIn, wire: Wire) -> Iterator[TikTok]:
    with httpx.Client(transport=wire) as client:
        yield TikTok(network.credentials, client)
