"""Writing down steps at once, for many threads together.

A step must be stored before the next is taken, and storing costs the same for one as for twenty:
the disk is asked once for all that wait, by whichever thread comes first.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction

from sinergi.lib import rows
from sinergi.networks.models import Delivery


@dataclass(slots=True)
class Step:
    """What a delivery under the lease ``mark`` has reached now, all of it."""

    delivery: int
    mark: str
    progress: dict[str, str]
    problem: DatabaseError | None = field(default=None)


class Steps:
    """Shared by the threads of one worker.

    Whoever writes holds ``turn``: SQLite lets one write at a time, and lets the others look again
    and again, ever more rarely, whether it is their turn.
    """

    def __init__(self) -> None:
        self._waiting: list[Step] = []
        self._list, self.turn = threading.Lock(), threading.Lock()

    def keep(self, step: Step) -> None:
        """Return when a step is stored. Raises what the database raises."""
        with self._list:
            self._waiting.append(step)
        with self.turn:  # by the time it is ours another may have stored this one
            with self._list:
                steps, self._waiting = self._waiting, []
            if steps:
                _store(steps)
        if step.problem is not None:
            raise step.problem


def _store(steps: Sequence[Step]) -> None:
    try:
        with transaction.atomic():
            reached = [
                rows.new(Delivery, id=step.delivery, holder=step.mark, progress=step.progress)
                for step in steps
            ]
            rows.update(reached, ("progress",), where=("holder",))
    except DatabaseError as e:
        for step in steps:
            step.problem = e
