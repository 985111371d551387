"""Messages of earlier days can be heard again, and are never there twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.contract import Costs, Draft, Page, Recalls
from sinergi.connectors.errors import Refused, Unavailable
from sinergi.inbox.models import Message
from sinergi.networks import gateway, recalling, spending
from sinergi.networks.models import Account
from sinergi.networks.tests.conftest import Network, incoming

pytestmark = pytest.mark.django_db


class Archive(Network, Recalls):
    """A network that can be asked for earlier days, in pages of one message."""

    def recall(self, since: datetime, cursor: str | None) -> Page:
        number = int(cursor or 0)
        return Page([incoming(f"m{number}")], str(number + 1), more=number < 2)


def read(account: Account, network: object) -> int:
    now = timezone.now()
    since = now - timedelta(days=3)
    return recalling.recall(account, since, now=now, open_account=lambda _: network)


def test_earlier_days_are_read_to_their_end_and_known_once(ayu_account: Account) -> None:
    assert [read(ayu_account, Archive()) for _ in range(2)] == [3, 3]
    assert Message.objects.count() == 3
    ayu_account.refresh_from_db()
    assert ayu_account.cursor == ""


def test_a_network_without_an_archive_gives_what_it_still_holds(ayu_account: Account) -> None:
    network = Network()
    network.news = [Page([incoming("a")], "1", more=True), Page([incoming("b")], "2")]
    assert read(ayu_account, network) == 2


def test_what_was_read_before_a_fault_is_kept(ayu_account: Account) -> None:
    network = Network()
    network.news = [Page([incoming("a")], "1", more=True), Unavailable("later")]
    with pytest.raises(Unavailable):
        read(ayu_account, network)
    assert Message.objects.count() == 1


class DearArchive(Archive, Costs):
    """One that charges for each page."""

    def price(self, draft: Draft) -> int:
        return 0

    def recall(self, since: datetime, cursor: str | None) -> Page:
        return replace(super().recall(since, cursor), cost=20_000)


def test_reading_earlier_days_stops_at_the_budget(
    ayu_account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(gateway.enabled(), "dear", DearArchive)
    Account.objects.update(network="dear", budget=30_000)
    ayu_account.refresh_from_db()
    for _ in range(2):
        with pytest.raises(Refused, match="no budget left"):
            read(ayu_account, DearArchive())
    assert Message.objects.count() == 2
    assert spending.spent(ayu_account, now=timezone.now()) == 40_000
