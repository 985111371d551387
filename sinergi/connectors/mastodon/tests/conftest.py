"""A server of the documentation, and an office signed in to it."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.tests.pretend import Pretend
from sinergi.connectors.mastodon.tests.pretend_parts import TOKEN

NOTHING: frozenset[str] = frozenset()


@pytest.fixture
def network() -> Pretend:
    return Pretend()


@pytest.fixture
def office(network: Pretend) -> Iterator[Mastodon]:
    with httpx.Client(transport=httpx.WSGITransport(network)) as client:
        yield Mastodon({"server": "sosial.example", "token": TOKEN}, client)
