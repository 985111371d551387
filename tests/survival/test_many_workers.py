"""Two and four workers on the same rows: each delivery is claimed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.networks import actions as networks
from sinergi.networks.models import Attempt, Delivery
from sinergi.people.models import User
from sinergi.units.models import Unit
from tests.support.practice import Practice
from tests.support.processes import wait_until, workers
from tests.survival.conftest import Approved

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.real,
    pytest.mark.both,
]

ACCOUNTS, POSTS = 12, 4
#: Seconds: it takes ten where nothing else runs.
PATIENCE = 250


@pytest.mark.parametrize("number", [2, 4])
def test_each_delivery_is_claimed_once(
    number: int,
    network: Practice,
    approved: Approved,
    ayu: User,
    tree: dict[str, Unit],
    tmp_path: Path,
) -> None:
    handles = [f"kanal{n}" for n in range(ACCOUNTS)]
    accounts = [
        networks.connect(ayu, tree["cibinong"], "sandbox", network.join(handle))
        for handle in handles
    ]
    log = tmp_path / "workers.log"
    with workers(number, log):
        texts = [f"Pengumuman {n}" for n in range(POSTS)]
        for text in texts:
            for account in accounts:
                approved(text, account)
        wait_until(lambda: not _open(), PATIENCE, "everything is sent")
    assert {handle: sorted(network.visible(handle)) for handle in handles} == dict.fromkeys(
        handles, texts
    )
    assert Delivery.objects.filter(state="sent", attempts=1).count() == ACCOUNTS * POSTS
    assert Attempt.objects.count() == ACCOUNTS * POSTS
    assert "locked" not in log.read_text()
    assert "stumbled" not in log.read_text()


def test_killing_workers_again_and_again_sends_everything_once(
    network: Practice,
    approved: Approved,
    ayu: User,
    tree: dict[str, Unit],
    tmp_path: Path,
) -> None:
    handles = [f"kanal{n}" for n in range(ACCOUNTS)]
    for handle in handles:
        account = networks.connect(ayu, tree["cibinong"], "sandbox", network.join(handle))
        for n in range(POSTS):
            approved(f"Pengumuman {n}", account)
    log = tmp_path / "workers.log"
    for enough in (4, 20):
        with workers(2, log) as running:
            wait_until(lambda: _sent() >= enough, PATIENCE, f"{enough} are sent")  # noqa: B023
            for process in running:
                process.kill()
    with workers(2, log):
        wait_until(lambda: not _open(), PATIENCE, "everything is sent")
    for handle in handles:
        assert sorted(network.visible(handle)) == [f"Pengumuman {n}" for n in range(POSTS)]
    assert _sent() == ACCOUNTS * POSTS


def _open() -> int:
    return Delivery.objects.filter(state__in=["waiting", "sending"]).count()


def _sent() -> int:
    return Delivery.objects.filter(state="sent").count()
