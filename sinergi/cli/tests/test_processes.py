"""The processes of an installation are kept, and ended when somebody asks."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time

import pytest

from sinergi.cli.processes import PAUSES, Child, Stop, keep

# It starts a process.
pytestmark = pytest.mark.real


class Asked(Stop):
    """Asked by a test, not by a signal."""

    def __init__(self, after: float) -> None:
        self.asked = False
        threading.Timer(after, self.ask).start()

    def ask(self) -> None:
        self.asked = True


def test_whoever_waits_to_start_a_process_again_still_ends_at_once() -> None:
    fallen = multiprocessing.get_context("fork").Process(target=os.getpid)
    fallen.start()
    fallen.join()
    children, began = [Child("work", fallen, falls=9)], time.monotonic()
    keep(children, Asked(0.2))
    assert time.monotonic() - began < PAUSES[-1] / 2
    assert children[0].process is fallen
