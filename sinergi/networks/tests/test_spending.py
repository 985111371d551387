"""A network that charges for each call is kept within the account's budget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.contract import Costs, Draft, Page
from sinergi.connectors.errors import Unavailable, Unconfirmed
from sinergi.networks import gateway, spending
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


class Dear(Network, Costs):
    def price(self, draft: Draft) -> int:
        return 200_000 if "https://" in draft.text else 15_000


@pytest.fixture
def network() -> Dear:
    return Dear()


@pytest.fixture
def account(ayu_account: Account) -> Iterator[Account]:
    gateway.enabled()["dear"] = Dear
    Account.objects.update(network="dear", budget=230_000)
    ayu_account.refresh_from_db()
    yield ayu_account
    del gateway.enabled()["dear"]


def test_a_post_the_budget_does_not_hold_is_refused_before_it_costs(
    account: Account, network: Dear, queue: Queue
) -> None:
    dear = [queue(f"https://bogorkab.example/{n}", account=account) for n in (1, 2)]
    cheap = queue("Murah", account=account)
    work(network, rounds=4)
    for delivery in (*dear, cheap):
        delivery.refresh_from_db()
    assert [d.state for d in (*dear, cheap)] == ["sent", "failed", "sent"]
    assert dear[1].problem["facts"] == {
        "account": account.handle, "price": "0.200", "left": "0.030",
    }  # fmt: skip
    assert spending.spent(account, now=timezone.now()) == 215_000


def test_what_was_not_published_is_given_back_and_a_doubt_is_not(
    account: Account, network: Dear, queue: Queue
) -> None:
    queue("Satu", account=account)
    network.before = [Unavailable("later")]
    work(network)
    assert spending.spent(account, now=timezone.now()) == 0
    network.before = [Unconfirmed("cut")]
    work(network, timezone.now() + timedelta(minutes=1))
    assert spending.spent(account, now=timezone.now()) == 15_000


def test_reading_costs_too_and_ends_with_the_budget(account: Account, network: Dear) -> None:
    now = timezone.now()
    network.news = [Page((), "1", more=True, cost=230_000)]
    Account.objects.update(next_listen=now)
    listener = Listener(open_account=lambda _: network)
    listener.store(
        [(job.id, job.work()) for job in listener.claim(1, now=now, holder="w")], now=now
    )
    account.refresh_from_db()
    assert spending.used_up(account, now=now)
    assert account.next_listen is not None
    assert account.next_listen > now + timedelta(hours=5)
    assert spending.shown(account, now=now) == spending.Shown("0.230", "0.230", used_up=True)
