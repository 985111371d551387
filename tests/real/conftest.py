"""Two federating servers for the real tests, and the way a connector reaches them."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.networks import guard
from tests.servers.snac import Snac


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snac, Snac]]:
    """The office's server, and the server of a citizen."""
    with Snac.pair(tmp_path_factory.mktemp("snac")) as pair:
        yield pair


@pytest.fixture
def http() -> Iterator[httpx.Client]:
    """The client connectors get in the house, with loopback addresses let through."""
    with guard.client(["127.0.0.0/8"]) as client:
        yield client
