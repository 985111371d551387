"""The loop takes what is due, works it in threads, and puts away what came of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from sinergi.work.loop import Crashed, Job, Loop

pytestmark = pytest.mark.django_db


class Source:
    """Rows in memory."""

    def __init__(self, *work: Callable[[], object], share: float = 1.0) -> None:
        self.share = share
        self.waiting = [Job(number, do) for number, do in enumerate(work, start=1)]
        self.stored: dict[int, object] = {}
        self.poison: set[int] = set()
        self.away = 0
        self.full: list[str] = []
        self.stumbles = False
        self.asked = 0

    def claim(self, most: int, *, now: datetime, holder: str) -> Sequence[Job]:
        self.asked += 1
        if self.stumbles:
            raise ValueError("a row nobody foresaw")
        if self.full:
            raise OperationalError(self.full[0])
        taken, self.waiting = self.waiting[:most], self.waiting[most:]
        return taken

    def store(self, outcomes: Sequence[tuple[int, object]], *, now: datetime) -> None:
        if self.away:
            self.away -= 1
            raise OperationalError("the database is away")
        if self.poison & {id_ for id_, _ in outcomes}:
            raise ValueError("a room above stumbled")
        self.stored |= dict(outcomes)

    def prolong(self, ids: Sequence[int], *, now: datetime) -> None:
        pass


def work_through(source: Source, *, threads: int = 4, rounds: int = 20) -> Loop:
    loop = Loop([source], threads=threads, now=timezone.now)
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(rounds):
            loop.once(pool)
            time.sleep(0.005)
    return loop


def test_all_that_is_due_is_done() -> None:
    source = Source(*[lambda n=n: n * n for n in range(10)])
    work_through(source)
    assert source.stored == {n + 1: n * n for n in range(10)}


def test_no_more_is_taken_than_there_are_threads() -> None:
    gate = threading.Event()
    source = Source(*[gate.wait] * 10)
    loop = Loop([source], threads=3, now=timezone.now)
    with ThreadPoolExecutor(3) as pool:
        assert loop.once(pool) == 3
        assert loop.once(pool) == 3
        assert len(source.waiting) == 7
        gate.set()


def test_as_many_wait_in_line_as_ended_in_the_last_round() -> None:
    gate = threading.Event()
    source = Source(*[lambda: "quick"] * 2, *[gate.wait] * 20)
    loop = Loop([source], threads=4, now=timezone.now)
    with ThreadPoolExecutor(4) as pool:
        loop.once(pool)
        time.sleep(0.05)
        assert loop.once(pool) == 4  # two ended, and two took their places
        assert loop.once(pool) == 6  # and so many more wait in line
        assert loop.once(pool) == 6  # nothing ends any more: no line grows
        gate.set()


def test_a_source_takes_no_more_than_its_share() -> None:
    gate = threading.Event()
    greedy, other = Source(*[gate.wait] * 9, share=0.5), Source(lambda: "served")
    loop = Loop([greedy, other], threads=4, now=timezone.now)
    with ThreadPoolExecutor(4) as pool:
        assert loop.once(pool) == 3
        gate.set()


def test_a_job_that_crashes_is_told_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    source = Source(lambda: 1 // 0, lambda: "well")
    work_through(source)
    assert source.stored == {1: Crashed("ZeroDivisionError"), 2: "well"}
    assert "Job 1 stumbled" in caplog.text


def test_an_outcome_nobody_can_put_away_holds_up_no_other() -> None:
    source = Source(lambda: "bad", lambda: "good", lambda: "good")
    source.poison = {1}
    loop = work_through(source)
    assert source.stored == {2: "good", 3: "good"}
    assert loop.once(ThreadPoolExecutor(1)) == 0


def test_a_source_that_cannot_claim_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    broken, other = Source(), Source(lambda: "served")
    broken.stumbles = True
    loop = Loop([broken, other], threads=2, now=timezone.now)
    with ThreadPoolExecutor(2) as pool:
        for _ in range(20):
            loop.once(pool)
            time.sleep(0.005)
    assert other.stored == {1: "served"}
    assert sum(1 for record in caplog.records if record.exc_info) == 1


def test_outcomes_of_two_sources_are_put_away_in_one_round() -> None:
    first, second = Source(lambda: "one"), Source(lambda: "two")
    loop = Loop([first, second], threads=2, now=timezone.now)
    with ThreadPoolExecutor(2) as pool:
        loop.once(pool)
        pool.shutdown(wait=True)
        loop._put_away()
    assert (first.stored, second.stored) == ({1: "one"}, {1: "two"})


def test_outcomes_are_kept_while_the_database_is_away() -> None:
    source = Source(lambda: "kept")
    source.away = 2
    loop = Loop([source], threads=1, now=timezone.now)
    with ThreadPoolExecutor(1) as pool:
        loop.once(pool)
        time.sleep(0.02)
        for _ in range(2):
            with pytest.raises(OperationalError):
                loop.once(pool)
        loop.once(pool)
    assert source.stored == {1: "kept"}
