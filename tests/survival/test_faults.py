"""Cuts, busy and broken networks, answers that never come: nothing twice, lost or silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from django.utils import timezone

from sinergi.networks import gateway
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender
from sinergi.notices.models import Notice
from tests.support.practice import Practice
from tests.survival.conftest import Approved, work_once

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Vaksinasi hewan gratis di kantor kecamatan."


@pytest.mark.parametrize(
    "fault", ["cut-before", "cut-after", "busy", "broken-before", "broken-after"]
)
@pytest.mark.parametrize("keys", ["keys", "no-keys"])
def test_a_fault_never_sends_twice_and_never_loses(
    fault: str, keys: str, network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    network.faults.order([keys, fault])
    delivery = approved(TEXT)
    work_once(timezone.now())
    later()
    delivery.refresh_from_db()
    assert network.visible("cibinong") == [TEXT]
    assert delivery.state == Delivery.State.SENT


def test_an_answer_that_never_comes_is_looked_for(
    network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    network.faults.order(["no-keys", "hang"])
    delivery = approved(TEXT)
    impatient = Sender(open_account=_impatient)
    jobs = impatient.claim(1, now=timezone.now(), holder="impatient")
    impatient.store([(job.id, job.work()) for job in jobs], now=timezone.now())
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem["kind"]) == ("sending", "Unconfirmed")
    later()
    delivery.refresh_from_db()
    assert (delivery.state, network.visible("cibinong")) == ("sent", [TEXT])


def _impatient(account: Account) -> object:
    """Open an account with a client that waits a moment for an answer."""
    credentials = gateway.unlock(bytes(account.credentials))
    return gateway.enabled()[account.network](credentials, httpx.Client(timeout=0.3))


def test_a_network_that_asks_for_patience_gets_it(network: Practice, approved: Approved) -> None:
    network.faults.order(["busy"])
    delivery = approved(TEXT)
    now = timezone.now()
    work_once(now)
    assert work_once(now + timedelta(seconds=1)) == 0
    assert network.visible("cibinong") == []
    assert work_once(now + timedelta(seconds=5)) == 1
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 2)


def test_a_network_that_is_away_for_long_ends_in_words_and_a_notice(
    network: Practice, approved: Approved
) -> None:
    network.faults.order(["broken-before"] * 40)
    delivery = approved(TEXT)
    start = timezone.now()
    for hour in range(60):
        work_once(start + timedelta(hours=hour))
    delivery.refresh_from_db()
    assert delivery.state in {Delivery.State.FAILED, Delivery.State.UNSURE}
    assert delivery.problem["message"]
    told = Notice.objects.filter(user__username="ayu").values_list("kind", flat=True)
    assert {"post.failed", "post.unsure"} & set(told)


def test_the_words_that_were_not_approved_are_never_sent(
    network: Practice, approved: Approved, later: Callable[[], None]
) -> None:
    delivery = approved(TEXT)
    Delivery.objects.filter(pk=delivery.pk).update(text="Sesuatu yang lain.")
    work_once(timezone.now())
    later()
    delivery.refresh_from_db()
    assert (delivery.state, network.visible("cibinong")) == ("failed", [])
