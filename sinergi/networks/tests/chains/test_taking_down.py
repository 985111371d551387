"""A thread is taken down from its end, with what was on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.errors import Unavailable
from sinergi.networks import taking_down, withdrawing
from sinergi.networks.models import Delivery, Withdrawal
from sinergi.networks.sending import Sender
from sinergi.networks.tests.chains.conftest import Threaded, states, work
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


def test_a_thread_is_taken_down_from_its_end(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    taking_down.carry_out(made.pk, lambda _: network)
    assert network.gone == ["4", "3", "2", "1"]
    assert set(Withdrawal.objects.values_list("state", flat=True)) == {"gone"}


def test_the_post_stays_until_it_is_known_what_became_of_its_parts(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    network.later = [Unavailable("busy")]
    taking_down.carry_out(made.pk, lambda _: network)
    assert network.gone == ["3", "2"]
    taking_down.carry_out(made.pk, lambda _: network)
    assert network.gone == ["3", "2", "4", "1"]


def test_what_waits_of_a_thread_that_is_taken_down_never_goes_out(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    work(network, rounds=3)
    taking_down.carry_out(made.pk, lambda _: network)
    assert network.gone == ["1"]
    assert states(thread) == ["sent", "cancelled", "cancelled", "cancelled"]


def test_a_part_on_its_way_while_its_post_is_taken_down_goes_too(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    now = timezone.now()
    work(network, now)
    sender = Sender(open_account=lambda _: network)
    jobs = sender.claim(10, now=now, holder="w1")
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    sender.store([(job.id, job.work()) for job in jobs], now=now)
    assert states(thread) == ["sent", "sent", "cancelled", "cancelled"]
    taking_down.carry_out(made.pk, lambda _: network)
    assert network.gone == ["2", "1"]


def test_withdrawals_of_parts_are_given_out_again(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    withdrawing.ask(dewi, thread, reason="Salah tanggal")
    later = timezone.now() + timedelta(minutes=10)
    assert len(taking_down.due(later)) == 4
