"""One at a time, until it lets go or falls silent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sinergi.work import leases, workers
from sinergi.work.models import Lease

SPAN = timedelta(seconds=20)


@pytest.mark.django_db
def test_only_one_holder_at_a_time() -> None:
    now = timezone.now()
    assert leases.take("clock", "w1", now=now, span=SPAN)
    assert not leases.take("clock", "w2", now=now, span=SPAN)
    assert leases.take("clock", "w1", now=now, span=SPAN)


@pytest.mark.django_db
def test_a_silent_holder_loses_it() -> None:
    now = timezone.now()
    leases.take("clock", "w1", now=now, span=SPAN)
    assert leases.take("clock", "w2", now=now + SPAN, span=SPAN)
    assert not leases.take("clock", "w1", now=now + SPAN, span=SPAN)


@pytest.mark.django_db
def test_a_holder_whose_clock_was_far_ahead_does_not_keep_it_when_it_died() -> None:
    now = timezone.now()
    leases.take("clock", "w1", now=now + timedelta(minutes=10), span=SPAN)
    assert leases.take("clock", "w2", now=now, span=SPAN)
    leases.take("clock", "w1", now=now + SPAN + SPAN / 2, span=SPAN)  # a little ahead, and alive
    assert not leases.take("clock", "w2", now=now + SPAN, span=SPAN)


@pytest.mark.django_db
def test_it_can_be_given_back_but_not_by_another() -> None:
    now = timezone.now()
    leases.take("clock", "w1", now=now, span=SPAN)
    leases.give_back("clock", "w2")
    assert not leases.take("clock", "w2", now=now, span=SPAN)
    leases.give_back("clock", "w1")
    assert leases.take("clock", "w2", now=now, span=SPAN)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_ask_at_once_one_gets_it() -> None:
    now = timezone.now()

    def ask(number: int) -> bool:
        try:
            return leases.take("clock", f"w{number}", now=now, span=SPAN)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(16))) == 1
    assert Lease.objects.count() == 1


@pytest.mark.django_db
def test_a_worker_is_alive_while_it_beats() -> None:
    now = timezone.now()
    name = workers.enlist(now)
    assert [w.name for w in workers.alive(now)] == [name]
    assert workers.alive(now + workers.SILENCE) == []
    workers.beat(name, now + workers.SILENCE)
    assert [w.name for w in workers.alive(now + workers.SILENCE)] == [name]
    workers.leave(name, now + workers.SILENCE)
    assert workers.alive(now + workers.SILENCE) == []
