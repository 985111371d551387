"""What check says of accounts, in words a person can act on."""

from __future__ import annotations

import pytest
from django.utils import timezone

from sinergi.cli import channels, maps
from sinergi.conftest import person
from sinergi.networks import actions, gateway, registered
from sinergi.networks.models import Account, NetworkCall
from sinergi.people.models import User
from sinergi.publishing.alerts import sources
from sinergi.publishing.models import Area
from sinergi.units.models import Role, Unit

pytestmark = pytest.mark.django_db


def test_what_an_account_lacks_is_told_with_what_to_do(ayu_account: Account) -> None:
    lack = {
        "what": "The right {right} is missing.",
        "do": "Ask for {right}.",
        "facts": {"right": "x"},
    }
    Account.objects.update(missing=[lack])
    said = [str(finding) for finding in channels.of_accounts(timezone.now())]
    assert any("The right x is missing." in words and "Ask for x." in words for words in said)


def test_a_right_that_the_access_lacks_is_told(ayu_account: Account) -> None:
    Account.objects.update(network="mastodon", scopes=["read", "write:media"])
    said = [finding.what for finding in channels.of_accounts(timezone.now())]
    assert any("write:statuses" in words and "write:media" not in words for words in said)
    Account.objects.update(scopes=["read", "write"])
    assert list(channels.of_accounts(timezone.now())) == []


def test_networks_without_an_app_are_a_warning_until_one_is_registered() -> None:
    [warning] = channels.of_apps()
    assert warning.warning
    assert "Facebook (App ID, App secret" in warning.what
    assert "Telegram" not in warning.what
    assert "/kanal/aplikasi/" in warning.do
    card = gateway.about("facebook")
    assert card is not None
    actions.register_app(None, "facebook", {field.name: "1" for field in card.app})
    [warning] = channels.of_apps()
    assert "Facebook" not in warning.what


def test_where_every_app_is_registered_nothing_is_said() -> None:
    for row in registered.apps():
        actions.register_app(None, row.card.slug, {field.name: "1" for field in row.card.app})
    assert list(channels.of_apps()) == []


def test_calls_that_cannot_be_read_are_told(ayu_account: Account) -> None:
    NetworkCall.objects.create(network="x", body=b"[", received=timezone.now(), next_try=None)
    said = [str(finding) for finding in channels.of_accounts(timezone.now())]
    assert any("1 calls of networks could not be read" in words for words in said)


def test_borders_that_are_missing_are_a_warning_where_warnings_are_read(
    dewi: User, tree: dict[str, Unit]
) -> None:
    assert list(maps.of_borders()) == []
    sources.add_official(dewi, tree["regency"])
    districts = list(Unit.objects.filter(kind=Unit.Kind.DISTRICT))
    [warning] = maps.of_borders()
    assert warning.warning
    assert f"of {len(districts)} of {len(districts)} districts" in warning.what
    assert "sinergi units areas FILE" in warning.do
    now = timezone.now()
    for office in districts:
        Area.objects.create(unit=office, rings=[[[106.8, -6.5]] * 4], by=None, at=now)
    assert list(maps.of_borders()) == []


@pytest.fixture
def dewi(tree: dict[str, Unit]) -> User:
    return person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
