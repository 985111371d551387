"""The practice network's accounts go on whatever address the installation has."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytest_django.fixtures import Settings

from sinergi.connectors.contract import Draft, Listens, Publishes, Replies
from sinergi.connectors.errors import ConnectorError
from sinergi.connectors.sandbox.store import Store
from sinergi.networks import actions, gateway, practice
from sinergi.networks.models import Account
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = pytest.mark.django_db

OLD, NEW = "http://127.0.0.1:8000", "https://sinergi.bogor.example"


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The practice network, fresh, at its first address."""
    settings.SITE_URL = OLD
    practice.application.cache_clear()
    gateway.http.cache_clear()
    (settings.HOME / "sandbox.sqlite3").unlink(missing_ok=True)
    yield practice.application().store
    practice.application.cache_clear()
    gateway.http.cache_clear()


def moved(settings: Settings) -> None:
    settings.SITE_URL = NEW
    gateway.http.cache_clear()


@pytest.fixture
def connected(ayu: User, tree: dict[str, Unit], store: Store) -> Account:
    token = store.join("camat", "Pak Camat")
    given = {"server": practice.address(), "token": token}
    return actions.connect(ayu, tree["cibinong"], "sandbox", given)


def test_an_account_works_at_another_address(connected: Account, settings: Settings) -> None:
    moved(settings)
    network = gateway.open_account(connected)
    assert isinstance(network, Publishes)
    assert isinstance(network, Listens)
    assert isinstance(network, Replies)
    sent = network.publish(Draft("Halo warga"), key="k", progress={})
    assert sent.url == f"{NEW}/jaringan-latihan/p/{sent.remote_id}"
    assert network.thread_url(sent.remote_id) == sent.url
    assert network.listen(None).items == []


def test_an_account_stored_with_an_earlier_address_works(
    connected: Account, store: Store, settings: Settings
) -> None:
    given = {"server": f"{OLD}/jaringan-latihan/", "token": store.join("camat", "")}
    Account.objects.update(credentials=gateway.vault().lock(json.dumps(given)))
    connected.refresh_from_db()
    moved(settings)
    assert gateway.open_account(connected).identify().url == f"{NEW}/jaringan-latihan/@camat"


def test_what_is_stored_holds_no_address(connected: Account) -> None:
    assert gateway.unlock(connected.credentials)["server"] == "/jaringan-latihan"


def test_the_practice_network_of_others_is_not_taken_for_ours(
    store: Store, settings: Settings
) -> None:
    moved(settings)
    given = {"server": f"{OLD}/jaringan-latihan", "token": "dari-tempat-lain"}
    assert not practice.ours(given)
    assert practice.stored(given) == practice.opened(given) == given
    settings.PRIVATE_HOSTS = ()
    gateway.http.cache_clear()
    with pytest.raises(ConnectorError):
        gateway.build("sandbox", given).identify()


@pytest.mark.parametrize("typed", ["http://[", "//", "https://sosial.example", ""])
def test_whatever_people_type_as_a_server_is_not_ours(typed: str, store: Store) -> None:
    assert not practice.ours({"server": typed, "token": store.join("camat", "")})


def test_where_it_is_switched_off_nothing_is_ours(settings: Settings) -> None:
    settings.NETWORKS = ("mastodon",)
    assert not practice.ours({"server": practice.address(), "token": "x"})
