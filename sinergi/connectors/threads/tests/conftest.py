from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.exam.wire import Wire
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.standin import StandIn


@pytest.fixture
def network() -> StandIn:
    return StandIn()


@pytest.fixture
def wire(network: StandIn) -> Wire:
    return Wire(network.transport())


@pytest.fixture
def office(network: StandIn, wire: Wire) -> Iterator[Threads]:
    with httpx.Client(transport=wire) as client:
        yield Threads(network.credentials, client)
