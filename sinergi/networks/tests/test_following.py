"""A post that a network took and works on is asked about until its end is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone

from sinergi.connectors.contract import Follows, Receipt
from sinergi.connectors.errors import ConnectorError, Unavailable
from sinergi.networks import gateway, rules
from sinergi.networks.caring import Carer
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

MINUTE = timedelta(minutes=1)


class Slow(Network, Follows):
    """Says later what became of a post."""

    def __init__(self) -> None:
        super().__init__()
        self.says: list[Receipt | ConnectorError] = []
        self.asked: list[list[str]] = []

    def follow(self, remote_ids: Sequence[str]) -> Sequence[Receipt]:
        self.asked.append(list(remote_ids))
        said = self.says.pop(0) if self.says else None
        if isinstance(said, ConnectorError):
            raise said
        return [said] if said else []


@pytest.fixture
def network() -> Slow:
    return Slow()


@pytest.fixture
def sent(ayu_account: Account, network: Slow, queue: Queue) -> Iterator[Delivery]:
    """A post that the network took just now."""
    gateway.enabled()["slow"] = Slow
    far = timezone.now() + timedelta(hours=12)
    Account.objects.update(network="slow", next_care=far)
    ayu_account.refresh_from_db()
    delivery = queue(account=ayu_account)
    work(network)
    yield delivery
    del gateway.enabled()["slow"]


def visit(network: Slow, at: datetime) -> int:
    carer = Carer(open_account=lambda _: network)
    jobs = carer.claim(10, now=at, holder="w1")
    carer.store([(job.id, job.work()) for job in jobs], now=at)
    return len(jobs)


def test_a_post_that_is_turned_down_later_is_told(sent: Delivery, network: Slow) -> None:
    sent.refresh_from_db()
    assert (sent.state, visit(network, timezone.now())) == ("sent", 0)
    network.says = [Receipt("1", "failed", reason="too long")]
    assert visit(network, timezone.now() + 2 * MINUTE) == 1
    sent.refresh_from_db()
    assert (sent.state, sent.problem["facts"]["reason"]) == ("failed", "too long")


def test_one_that_is_out_is_not_asked_about_any_more(sent: Delivery, network: Slow) -> None:
    network.says = [Receipt("1", "sent")]
    visit(network, timezone.now() + 2 * MINUTE)
    assert visit(network, timezone.now() + 20 * MINUTE) == 0
    sent.refresh_from_db()
    assert (sent.state, list(sent.receipts)) == ("sent", ["sent"])


def test_one_that_is_worked_on_is_asked_about_ever_more_seldom(
    sent: Delivery, network: Slow
) -> None:
    now, moments = timezone.now(), list[datetime]()
    while not moments or moments[-1] < now + timedelta(hours=30):
        at = Account.objects.values_list("next_care", flat=True).get()
        assert at is not None
        visit(network, at)
        moments.append(at)
    assert network.asked == [["1"]] * len(rules.FOLLOWED)
    waits = [later - earlier for earlier, later in pairwise(moments[: len(rules.FOLLOWED)])]
    assert waits == sorted(waits)


def test_a_network_that_is_away_is_asked_again(sent: Delivery, network: Slow) -> None:
    network.says = [Unavailable("later"), Receipt("1", "sent")]
    visit(network, timezone.now() + 2 * MINUTE)
    visit(network, timezone.now() + 8 * MINUTE)
    sent.refresh_from_db()
    assert list(sent.receipts) == ["sent"]
