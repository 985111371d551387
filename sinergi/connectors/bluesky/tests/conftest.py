"""A network in memory, and a district signed in to it with an app password."""

from __future__ import annotations

import pytest

from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn


@pytest.fixture
def standin() -> BlueskyStandIn:
    return BlueskyStandIn()


@pytest.fixture
def network(standin: BlueskyStandIn) -> Network:
    return standin.network


@pytest.fixture
def office(standin: BlueskyStandIn) -> Bluesky:
    return standin.office()
