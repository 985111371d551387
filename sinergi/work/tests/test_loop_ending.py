"""A loop ends with nothing lost, and lives on whatever goes wrong for a while."""

from __future__ import annotations

import threading
import time

import pytest
from django.utils import timezone

from sinergi.work.loop import Loop
from sinergi.work.models import Worker
from sinergi.work.tests.test_loop import Source

pytestmark = pytest.mark.django_db


def slowly() -> str:
    time.sleep(0.1)
    return "ended"


def test_it_ends_what_is_under_way_before_it_stops() -> None:
    stop, source = threading.Event(), Source(slowly)
    loop = Loop([source], threads=1, now=timezone.now)
    threading.Timer(0.05, stop.set).start()
    loop.run(stop)
    assert source.stored == {1: "ended"}
    assert Worker.objects.get(name=loop.holder).stopped is not None


@pytest.mark.django_db(transaction=True)  # a fault closes the connection
def test_what_a_network_answered_is_put_away_though_the_database_is_away_at_the_end() -> None:
    stop, source = threading.Event(), Source(slowly)
    source.away = 2
    loop = Loop([source], threads=1, now=timezone.now, pauses=(0.01,))
    threading.Timer(0.05, stop.set).start()
    loop.run(stop)
    assert source.stored == {1: "ended"}


@pytest.mark.django_db(transaction=True)  # a fault closes the connection
def test_a_worker_that_ends_waits_for_no_database_for_ever() -> None:
    stop, source = threading.Event(), Source(slowly)
    source.away = 1_000_000
    loop = Loop([source], threads=1, now=timezone.now, pauses=(0.01,), farewell=0.2)
    threading.Timer(0.05, stop.set).start()
    loop.run(stop)
    assert source.stored == {}


@pytest.mark.django_db(transaction=True)  # a fault closes the connection
def test_a_fault_that_goes_on_is_told_once_and_waited_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stop, source = threading.Event(), Source(lambda: "done")
    source.full = ["database or disk is full"]
    loop = Loop([source], threads=1, now=timezone.now, pauses=(0.05, 0.1))
    threading.Timer(0.25, source.full.clear).start()
    threading.Timer(1.0, stop.set).start()
    loop.run(stop)
    told = [record for record in caplog.records if record.exc_info]
    assert len(told) == 1
    assert "disk is full" in caplog.text
    assert source.stored == {1: "done"}


@pytest.mark.django_db(transaction=True)  # a fault closes the connection
def test_a_loop_that_waits_after_a_fault_still_stops_at_once() -> None:
    stop, source = threading.Event(), Source()
    source.full = ["database or disk is full"]
    loop = Loop([source], threads=1, now=timezone.now, pauses=(0.05, 0.1, 0.2, 20.0))
    threading.Timer(1.0, stop.set).start()  # in the longest pause
    began = time.monotonic()
    loop.run(stop)
    assert time.monotonic() - began < 12
    assert source.asked <= 5
