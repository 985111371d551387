"""The one place that catches everything: what runs for ever must outlive any fault in one item."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Fault:
    """What was caught, empty when all went well. ``kind`` names the exception."""

    kind: str = ""


@contextmanager
def contained(what: str, *, but: tuple[type[Exception], ...] = ()) -> Iterator[Fault]:
    """Log any exception of the block and go on after it; those in ``but`` pass through.

    Only for work that can be taken up again from its row: the rows are the memory.
    """
    fault = Fault()
    try:
        yield fault
    except but:
        raise
    except Exception as e:
        log.exception("%s stumbled; what it held is safe and is taken up again", what)
        fault.kind = type(e).__name__
