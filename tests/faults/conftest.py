"""The house that faults are played in: it knows all networks, and has an address they reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from sinergi.networks import gateway, signals
from sinergi.networks.models import Delivery
from tests.faults.plays import standins


@pytest.fixture
def approved() -> Iterator[None]:
    """A room above that lets everything go."""

    def answer(sender: object, deliveries: list[Delivery], **_: Any) -> dict[int, str]:
        return {d.pk: "" for d in deliveries}

    signals.may_send.connect(answer)
    yield
    signals.may_send.disconnect(answer)


@pytest.fixture
def enabled(settings: Settings) -> Iterator[None]:
    """The house knows the cards of all networks: what it does with a doubt stands there."""
    settings.NETWORKS = tuple(standins())
    settings.SITE_URL = "https://sinergi.example"  # networks that pull files come here for them
    gateway.enabled.cache_clear()
    yield
    gateway.enabled.cache_clear()
