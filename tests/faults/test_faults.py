"""After each fault: at most one public post, the truth on screen, nothing lost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from sinergi.networks import gateway, signals
from sinergi.networks.models import Account, Delivery
from tests.faults import table
from tests.faults.stage import Ended, Stage, faults, standins

pytestmark = pytest.mark.django_db

NETWORKS = standins()


@pytest.fixture(autouse=True)
def approved() -> Iterator[None]:
    """A room above that lets everything go."""

    def answer(sender: object, deliveries: list[Delivery], **_: Any) -> dict[int, str]:
        return {d.pk: "" for d in deliveries}

    signals.may_send.connect(answer)
    yield
    signals.may_send.disconnect(answer)


@pytest.fixture(autouse=True)
def enabled(settings: Settings) -> Iterator[None]:
    """The house knows the cards of all networks: what it does with a doubt stands there."""
    settings.NETWORKS = tuple(NETWORKS)
    gateway.enabled.cache_clear()
    yield
    gateway.enabled.cache_clear()


def played(network: str, fault: str, account: Account) -> tuple[Ended, Ended | None]:
    words = f"Layanan {fault} tetap buka"
    stage = Stage(NETWORKS[network](), account, words, timezone.now())
    ended = stage.play(fault)
    again = stage.reconnect() if ended.signed_out and ended.state == "waiting" else None
    return ended, again


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_whatever_fails_a_post_is_out_once_or_its_truth_is_told(
    network: str, ayu_account: Account
) -> None:
    happened = {}
    for fault in faults(NETWORKS[network]()):
        Delivery.objects.all().delete()
        Account.objects.update(state="connected", quiet_until=None, renew_at=None, next_care=None)
        ended, again = played(network, fault, ayu_account)
        for end in filter(None, (ended, again)):
            assert end.public <= 1, f"{fault}: the public sees it {end.public} times"
            assert end.state != "sent" or end.public == 1, f"{fault}: said to be out, and is not"
            assert end.state != "failed" or end.public == 0, f"{fault}: out, and said to be not"
            assert end.state not in {"sending", "cancelled"}, f"{fault}: {end}"
        assert ended.state != "waiting" or ended.signed_out, f"{fault}: {ended}"
        happened[network, fault] = table.words(ended, again)
    told = {key: what for key, what in parsed().items() if key[0] == network}
    if "WRITE_FAULTS" in os.environ:
        table.write({**parsed(), **{k: v for k, v in happened.items() if k[0] == network}})
    else:
        assert happened == told, "docs/connectors/README.md tells of something else"


def parsed() -> dict[tuple[str, str], str]:
    """Return what the page tells."""
    rows = [line.strip("| ").split(" | ") for line in table.on_the_page().splitlines()[2:]]
    return {(network, fault): what for network, fault, what in rows}


def test_the_page_tells_of_no_network_that_is_not_tested() -> None:
    assert {network for network, _ in parsed()} == set(NETWORKS)
