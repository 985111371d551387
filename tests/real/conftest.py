"""The servers of the real tests, and the way a connector reaches them."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.networks import guard
from tests.servers import atproto
from tests.servers.atproto import Network
from tests.servers.snac import Snac


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snac, Snac]]:
    """The office's server, and the server of a citizen."""
    with Snac.pair(tmp_path_factory.mktemp("snac")) as pair:
        yield pair


@pytest.fixture(scope="session")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """Bluesky's reference network: one for all, as it takes long to start. Each test has people of
    its own there; one process runs all these files (``sinergi/testing.py``).
    """
    with atproto.running(tmp_path_factory.mktemp("atproto")) as running:
        yield running


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """The client connectors get in the house, with loopback addresses let through."""
    with guard.client(["127.0.0.0/8"]) as client:
        yield client
