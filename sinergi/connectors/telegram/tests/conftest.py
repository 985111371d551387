"""The stand-in, and an office's account on it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.standin import StandIn


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def network(stand_in: StandIn) -> Network:
    return stand_in.network


@pytest.fixture
def office(stand_in: StandIn) -> Iterator[Telegram]:
    with httpx.Client(transport=stand_in.transport()) as http:
        yield Telegram(stand_in.credentials, http)


@pytest.fixture
def plain() -> Iterator[Telegram]:
    """An account without a log channel, on a network of its own."""
    alone = StandIn(log=False)
    with httpx.Client(transport=alone.transport()) as http:
        yield Telegram(alone.credentials, http)
