"""Values out of an answer of Graph, taken only as what they are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any


def moment(told: str) -> datetime:
    """Return a time of the network, in UTC. Raises ValueError as Python does."""
    at = datetime.fromisoformat(told)
    if at.tzinfo is None:
        raise ValueError("a time without its zone")
    return at.astimezone(UTC)


def number(value: Any) -> int | None:
    """Return a figure, or nothing where it is none: a figure that is not told is never 0."""
    return value if type(value) is int else None


def flag(value: Any) -> bool:
    """Return a yes or no. Raises TypeError for anything else: silence is not a no."""
    if type(value) is not bool:
        raise TypeError("yes or no is expected")
    return value
