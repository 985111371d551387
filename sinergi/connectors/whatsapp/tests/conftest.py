"""The stand-in, and an office's number on it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn


@pytest.fixture
def stand_in() -> StandIn:
    return StandIn()


@pytest.fixture
def network(stand_in: StandIn) -> Network:
    return stand_in.network


@pytest.fixture
def office(stand_in: StandIn) -> Iterator[WhatsApp]:
    with httpx.Client(transport=stand_in.transport()) as http:
        yield WhatsApp(stand_in.credentials, http)
