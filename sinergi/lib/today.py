"""A thing to do, as the page *Hari ini* shows it. Rooms make them, the page sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Urgency = Literal["late", "soon", "calm"]


@dataclass(frozen=True, slots=True)
class Task:
    """One row. ``kind`` is the verb in the reader's language ("Answer"), ``due`` aware, in UTC."""

    kind: str
    title: str
    detail: str
    url: str
    urgency: Urgency = "calm"
    due: datetime | None = None


def in_order(tasks: list[Task]) -> list[Task]:
    """Return the tasks, the late first, then those with the nearest deadline."""
    rank = {"late": 0, "soon": 1, "calm": 2}
    return sorted(tasks, key=lambda t: (rank[t.urgency], t.due.timestamp() if t.due else 9e12))
