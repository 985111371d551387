"""The one place that catches everything: what runs for ever must outlive any fault in one item.

It must outlive a fault that goes on, too (a full disk, a database that is away), without filling
the log with it: see ``Memory``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

log = logging.getLogger(__name__)

#: How long to wait (seconds) after one fault, after two in a row, … Less than a worker's silence.
PAUSES = (0.5, 1.0, 2.0, 5.0)
#: A fault that goes on is told again, in one line, after so many seconds.
AGAIN = 600.0
#: A fault that was not seen for so many seconds is over: the next one like it is told in full.
OVER = 120.0
#: More kinds of faults than these are not told apart.
MOST = 200


@dataclass(slots=True)
class Fault:
    """What was caught, empty when all went well. ``kind`` names the exception."""

    kind: str = ""


@dataclass(slots=True)
class Seen:
    """When a kind of fault was last told and last met."""

    told: float
    met: float


class Memory:
    """What a loop has told already: each kind of fault once with its trace, then a line at times.

    ``clock`` returns seconds that only grow. Threads may share one: at worst a fault is told twice.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: dict[str, Seen] = {}

    def news(self, kind: str) -> Literal["new", "still", "known"]:
        """Take note of a fault: is it new, does it go on and wants a line, or is it known?"""
        now, seen = self._clock(), self._seen.get(kind)
        if seen is None or now - seen.met > OVER:
            self._forget_some()
            self._seen[kind] = Seen(now, now)
            return "new"
        seen.met = now
        if now - seen.told <= AGAIN:
            return "known"
        seen.told = now
        return "still"

    def _forget_some(self) -> None:
        if len(self._seen) >= MOST:
            self._seen.clear()


@contextmanager
def contained(
    what: str, memory: Memory, *, alike: str = "", but: tuple[type[Exception], ...] = ()
) -> Iterator[Fault]:
    """Log any exception of the block and go on after it; those in ``but`` pass through.

    Only for work that can be taken up again from its row: the rows are the memory. ``alike`` names
    what many blocks have in common, so that one fault in all of them is told once.
    """
    fault = Fault()
    try:
        yield fault
    except but:
        raise
    except Exception as e:
        fault.kind = type(e).__name__
        kind = f"{alike or what}: {fault.kind}: {e}"[:300]
        news = memory.news(kind)
        if news == "new":
            log.exception("%s stumbled; what it held is safe and is taken up again", what)
        elif news == "still":
            log.error("%s stumbles still: %s", what, kind)  # noqa: TRY400  # its trace stands above


def pause_after(falls: int, pauses: Sequence[float] = PAUSES) -> float:
    """Return how long to wait (seconds) after so many faults in a row; 0 after none."""
    return pauses[min(falls, len(pauses)) - 1] if falls else 0.0
