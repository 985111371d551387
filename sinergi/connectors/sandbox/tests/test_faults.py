"""Faults are ordered, come one by one, and only where a server was started for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import ConnectorError, Unavailable, Unconfirmed
from sinergi.connectors.sandbox import Sandbox
from sinergi.connectors.sandbox.faults import Faults
from sinergi.connectors.sandbox.server import Application
from sinergi.connectors.sandbox.store import Store
from sinergi.connectors.tests.servers import NOBODY, serving


@pytest.fixture
def faults() -> Faults:
    return Faults(allowed=True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "sandbox.sqlite3", seed=1, durable=False)


@pytest.fixture
def office(store: Store, faults: Faults) -> Iterator[Sandbox]:
    token = store.join("kecamatan.cibinong", "Kecamatan Cibinong")
    with (
        serving(Application(store, faults)) as url,
        httpx.Client(verify=NOBODY, timeout=0.5) as client,
    ):
        yield Sandbox({"server": url, "token": token}, client)


def test_faults_come_in_the_order_they_were_asked_for() -> None:
    faults = Faults()
    faults.order(["busy", "cut-after"])
    faults.order(["hang"])
    assert [faults.next() for _ in range(4)] == ["busy", "cut-after", "hang", ""]


def test_an_unknown_fault_orders_nothing() -> None:
    faults = Faults()
    with pytest.raises(ValueError, match="earthquake"):
        faults.order(["busy", "earthquake"])
    assert faults.next() == ""


@pytest.mark.parametrize(
    ("fault", "kind", "stored"),
    [
        ("cut-before", Unconfirmed, False),
        ("cut-after", Unconfirmed, True),
        ("hang", Unconfirmed, True),
        ("busy", Unavailable, False),
        ("broken-before", Unconfirmed, False),
        ("broken-after", Unconfirmed, True),
    ],
)
def test_each_fault_is_what_it_says(
    office: Sandbox,
    store: Store,
    faults: Faults,
    fault: str,
    kind: type[ConnectorError],
    stored: bool,
) -> None:
    faults.order([fault])
    draft, key = Draft(f"Layanan {fault}"), "the-key"
    began = time.monotonic()
    with pytest.raises(kind) as error:
        office.publish(draft, key=key, progress={})
    assert time.monotonic() - began < 10
    if isinstance(error.value, Unavailable):
        assert error.value.retry_after == timedelta(seconds=2)
    assert len(store.posts()) == stored
    found = office.find(draft, key=key, progress={}, since=datetime.now(UTC), known=frozenset())
    assert (found is not None) == stored
    again = office.publish(draft, key=key, progress={})
    assert again == (found or again)
    assert len(store.posts()) == 1


def test_a_server_without_keys_makes_a_second_post_of_a_second_write(
    office: Sandbox, store: Store, faults: Faults
) -> None:
    faults.order(["no-keys"])
    for _ in range(2):
        office.publish(Draft("Selamat pagi"), key="k", progress={})
    assert len(store.posts()) == 2
    faults.order(["keys"])
    for _ in range(2):
        office.publish(Draft("Selamat siang"), key="k", progress={})
    assert len(store.posts()) == 3


def test_faults_cannot_be_ordered_where_they_were_not_allowed(store: Store) -> None:
    with serving(Application(store)) as url:
        told = httpx.post(f"{url}/api/faults", json={"faults": ["busy"]})
    assert told.status_code == 401


def test_faults_can_be_ordered_over_the_network_where_they_were_allowed(
    office: Sandbox, faults: Faults
) -> None:
    ordered = httpx.post(f"{office.server}/api/faults", json={"faults": ["busy"]})
    assert ordered.status_code == 200
    wrong = httpx.post(f"{office.server}/api/faults", json={"faults": ["flood"]})
    assert wrong.status_code == 400
    assert [faults.next(), faults.next()] == ["busy", ""]
