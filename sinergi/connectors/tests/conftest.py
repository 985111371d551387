"""A server that misbehaves as told, and a client that does not wait long."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sinergi.connectors.tests.raw import Raw
from sinergi.connectors.tests.servers import NOBODY


@pytest.fixture
def server() -> Iterator[Raw]:
    raw = Raw()
    yield raw
    raw.listener.close()


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    timeout = httpx.Timeout(0.5)
    headers = {"Connection": "close"}
    with httpx.Client(verify=NOBODY, timeout=timeout, trust_env=False, headers=headers) as http:
        yield http
