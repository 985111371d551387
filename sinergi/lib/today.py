"""A thing to do, as the page *Hari ini* shows it. Rooms make them, the page sorts them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

#: "danger" is a danger to life: it stands above all that is late.
Urgency = Literal["danger", "late", "soon", "calm"]


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
    """Return the tasks: dangers and the late first, then those with the nearest deadline."""
    rank = {"danger": 0, "late": 1, "soon": 2, "calm": 3}
    return sorted(tasks, key=lambda t: (rank[t.urgency], t.due.timestamp() if t.due else 9e12))
