"""Figures that a network charges for are asked for as far as the account's budget goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from sinergi.connectors.contract import CostsFigures, Draft
from sinergi.connectors.errors import Unavailable
from sinergi.insights import measuring
from sinergi.insights.models import Sample, Watch
from sinergi.insights.tests.conftest import NOON, Network, Sent, work
from sinergi.networks import gateway, spending
from sinergi.networks.models import Account

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=1)


class Dear(Network, CostsFigures):
    """Takes a tenth of a cent for the account, half a cent for a post."""

    def price(self, draft: Draft) -> int:
        return 15_000

    def price_of_figures(self, posts: int, *, account: bool) -> int:
        return 5_000 * posts + 1_000 * account


@pytest.fixture
def network() -> Dear:
    dear = Dear()
    dear.posts = {f"p{n}": {"likes": n} for n in range(1, 4)}
    dear.account = {"followers": 120}
    return dear


@pytest.fixture
def account(ayu_account: Account, sent: Sent) -> Iterator[Account]:
    """An account whose three posts are due to be looked at; the third is the newest."""
    gateway.enabled()["dear"] = Dear
    Account.objects.filter(pk=ayu_account.pk).update(network="dear")
    for n in (1, 2, 3):
        sent(f"p{n}", NOON - timedelta(days=5 - n))
    measuring.enlist(NOON)
    yield ayu_account
    del gateway.enabled()["dear"]


def budget(account: Account, amount: int | None) -> Account:
    Account.objects.filter(pk=account.pk).update(budget=amount)
    account.refresh_from_db()
    return account


def spent(account: Account) -> int:
    return spending.spent(account, now=NOON)


def test_what_the_network_told_is_charged(account: Account, network: Dear) -> None:
    del network.posts["p2"]  # deleted on the network: it tells nothing of it
    work(network, NOON)
    assert spent(account) == 2 * 5_000 + 1_000
    assert Watch.objects.get().problem == {}


def test_nothing_is_charged_twice_in_a_day(account: Account, network: Dear) -> None:
    work(network, NOON)
    work(network, NOON + timedelta(hours=3))
    assert spent(account) == 3 * 5_000 + 1_000


def test_a_short_budget_goes_to_the_account_and_to_the_newest_posts(
    account: Account, network: Dear
) -> None:
    budget(account, 13_000)
    work(network, NOON)
    assert network.asked == [["p3", "p2"]]
    assert spent(account) == 11_000
    watch = Watch.objects.get()
    assert watch.problem["facts"] == {
        "account": account.handle,
        "price": "0.016",
        "left": "0.013",
    }
    assert watch.next_look > NOON


def test_what_the_budget_does_not_hold_is_not_asked_for(account: Account, network: Dear) -> None:
    budget(account, 500)
    work(network, NOON)
    assert (network.asked, network.account_asked, spent(account)) == ([], 0, 0)
    watch = Watch.objects.get()
    assert watch.problem
    assert watch.next_look > NOON


def test_a_budget_that_grows_is_used_at_the_next_look(account: Account, network: Dear) -> None:
    budget(account, 500)
    work(network, NOON)
    budget(account, None)
    work(network, NOON + DAYS)
    assert spent(account) == 16_000
    assert Watch.objects.get().problem == {}


def test_what_was_put_aside_comes_back_when_the_network_is_away(
    account: Account, network: Dear
) -> None:
    network.errors = [Unavailable("later")]
    work(network, NOON)
    assert (spent(account), Sample.objects.count()) == (0, 0)


def test_a_free_network_is_asked_for_everything(
    ayu_account: Account, network: Dear, sent: Sent
) -> None:
    free = Network()
    free.posts = network.posts
    sent("p1")
    measuring.enlist(NOON)
    budget(ayu_account, 0)
    work(free, NOON)
    assert free.asked == [["p1"]]
