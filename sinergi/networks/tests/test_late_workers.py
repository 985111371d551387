"""A worker that slept through its lease wakes up: what it then says must undo nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.errors import SignedOut, Unconfirmed
from sinergi.networks import actions
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import LEASE, Sender
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.people.models import User
from sinergi.work.loop import Crashed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


def test_its_crash_undoes_nothing_that_others_have_settled(network: Network, queue: Queue) -> None:
    delivery, now = queue(), timezone.now()
    sender = Sender(open_account=lambda _: network)
    (late,) = sender.claim(10, now=now, holder="asleep")
    late.work()
    after = now + 2 * LEASE
    (looked,) = sender.claim(10, now=after, holder="awake")
    sender.store([(looked.id, looked.work())], now=after)
    sender.store([(late.id, Crashed("ZeroDivisionError", late.mark))], now=after)
    delivery.refresh_from_db()
    assert delivery.state == "sent"


def test_what_it_sent_after_all_is_not_sent_again(
    network: Network, queue: Queue, ayu: User
) -> None:
    delivery, now = queue(), timezone.now()
    sender = Sender(open_account=lambda _: network)
    (late,) = sender.claim(10, now=now, holder="asleep")
    Delivery.objects.filter(pk=delivery.pk).update(state="unsure", holder="", lease=None)
    actions.settle(ayu, delivery, sent=False)  # a person looked too early
    outcome = late.work()
    sender.store([(late.id, outcome)], now=now + 2 * LEASE)
    later = timezone.now() + timedelta(hours=1)
    for job in sender.claim(10, now=later, holder="awake"):
        sender.store([(job.id, job.work())], now=later)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("sent", 1)


def test_a_look_with_the_access_of_before_a_reconnection_is_taken_again(
    network: Network, queue: Queue
) -> None:
    delivery, now = queue(), timezone.now()
    sender = Sender(open_account=lambda _: network)
    network.after, network.finding = [Unconfirmed("lost")], [SignedOut("ended")]
    for seconds in (0, 6):
        at = now + timedelta(seconds=seconds)
        (job,) = sender.claim(10, now=at, holder="w1")
        outcome = job.work()
        Account.objects.update(issued=at)  # a person signs in meanwhile
        sender.store([(job.id, outcome)], now=at)
    at = now + timedelta(minutes=2)
    (job,) = sender.claim(10, now=at, holder="w1")
    sender.store([(job.id, job.work())], now=at)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("sent", 1)
