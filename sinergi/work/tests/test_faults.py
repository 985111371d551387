"""A fault that goes on is told once, then in a line at times, and in full when it comes anew."""

from __future__ import annotations

import pytest

from sinergi.work import faults
from sinergi.work.faults import Memory, contained, pause_after


class Clock:
    """Seconds that a test lets pass."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def fail(words: str) -> None:
    raise OSError(words)


def stumble(memory: Memory, words: str = "disk is full", what: str = "The worker") -> None:
    with contained(what, memory, alike="work") as fault:
        fail(words)
    assert fault.kind == "OSError"


def traces(caplog: pytest.LogCaptureFixture) -> int:
    return sum(1 for record in caplog.records if record.exc_info)


def test_the_same_fault_is_told_once_whichever_job_meets_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    memory = Memory(clock)
    for number in range(100):
        stumble(memory, what=f"Job {number}")
        clock.now += 5
    assert traces(caplog) == 1
    assert len(caplog.records) == 1
    assert "Job 0 stumbled" in caplog.text


def test_after_a_while_a_line_says_that_it_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    memory = Memory(clock)
    while clock.now <= 2 * faults.AGAIN + 60:
        stumble(memory)
        clock.now += 30
    assert traces(caplog) == 1
    assert [r.getMessage() for r in caplog.records[1:]] == [
        "The worker stumbles still: work: OSError: disk is full"
    ] * 2


def test_another_fault_is_told_and_one_that_comes_back_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    clock = Clock()
    memory = Memory(clock)
    stumble(memory)
    stumble(memory, "database is away")
    stumble(memory)
    assert traces(caplog) == 2
    clock.now += faults.OVER + 1
    stumble(memory)
    assert traces(caplog) == 3


def test_faults_that_are_never_the_same_do_not_fill_the_memory() -> None:
    memory = Memory(Clock())
    for number in range(3 * faults.MOST):
        stumble(memory, f"row {number}")
    assert len(memory._seen) <= faults.MOST


def test_each_fault_in_a_row_is_waited_for_longer_up_to_seconds() -> None:
    pauses = [pause_after(falls) for falls in range(10)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[1], pauses[-1]) == (0, 0.5, 5)
