"""X as its description has it, and an office signed in to it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.x import X
from sinergi.connectors.x.tests.standin import StandInX


@pytest.fixture
def network() -> StandInX:
    return StandInX()


@pytest.fixture
def office(network: StandInX) -> Iterator[X]:
    with httpx.Client(transport=network.transport()) as client:
        yield X(network.credentials, client)
