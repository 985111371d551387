"""A worker is killed with ``kill -9`` at every step of a publish: never twice, never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sinergi.networks.models import Delivery
from tests.support.practice import Practice
from tests.support.processes import die_at
from tests.survival.conftest import Approved

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real, pytest.mark.both]

STEPS = (
    "before the claim",
    "after the claim",
    "during the request",
    "after it was accepted",
    "after it was stored",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_post_goes_out_once_whenever_its_worker_is_killed(
    step: str, network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    delivery = approved("Layanan KTP buka hari Sabtu.")
    if step == "during the request":
        network.faults.order(["hang"])
    die_at(step, network)
    later()
    delivery.refresh_from_db()
    assert network.visible("cibinong") == ["Layanan KTP buka hari Sabtu."]
    assert (delivery.state, delivery.url) == ("sent", f"{network.url}/p/{delivery.remote_id}")


@pytest.mark.parametrize("step", STEPS)
def test_on_a_server_without_keys_it_is_read_back_or_shown(
    step: str, network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    network.faults.order(["no-keys", *(["hang"] if step == "during the request" else [])])
    delivery = approved("Posyandu pindah ke balai desa.")
    die_at(step, network)
    later()
    delivery.refresh_from_db()
    assert network.visible("cibinong") == ["Posyandu pindah ke balai desa."]
    assert delivery.state == Delivery.State.SENT


def test_what_a_dead_worker_left_is_visible_while_it_waits(
    network: Practice, approved: Approved
) -> None:
    delivery = approved("Jalan ditutup untuk perbaikan.")
    die_at("after the claim", network)
    delivery.refresh_from_db()
    assert delivery.state == Delivery.State.SENDING
    assert delivery.tries.get().ended is None
