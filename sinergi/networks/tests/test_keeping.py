"""Steps are stored before the next is taken: for all threads that wait, together."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from sinergi.networks.keeping import Step, Steps
from sinergi.networks.models import Delivery
from sinergi.networks.tests.conftest import Queue

MANY = 8


@pytest.mark.django_db(transaction=True)
def test_the_steps_of_many_threads_are_all_stored_when_they_go_on(queue: Queue) -> None:
    rows = [queue(text=f"Pengumuman {n}") for n in range(MANY)]
    Delivery.objects.update(holder="w1/1")
    steps = Steps()

    def keep(row: Delivery) -> dict[str, str]:
        steps.keep(Step(row.pk, "w1/1", {"media0": str(row.pk)}))
        seen: dict[str, str] = Delivery.objects.get(pk=row.pk).progress
        connections.close_all()
        return seen

    with ThreadPoolExecutor(MANY) as pool:
        with steps.turn:  # somebody writes: all wait, and the first then writes for the others
            going = [pool.submit(keep, row) for row in rows]
            time.sleep(0.1)
        assert [job.result() for job in going] == [{"media0": str(row.pk)} for row in rows]


@pytest.mark.django_db
def test_a_step_under_a_lease_that_was_lost_is_not_stored(queue: Queue) -> None:
    row = queue()
    Delivery.objects.update(holder="w2/1")
    Steps().keep(Step(row.pk, "w1/1", {"media0": "7"}))
    row.refresh_from_db()
    assert row.progress == {}
