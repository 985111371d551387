"""Labels worth a second look: those that the other labels speak against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinergi.language.learning.rows import Floats, Ints

#: So many doubts are told, from this difference on.
DOUBTS, DOUBTED = 30, 0.3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that the other labels speak against: which message of those given, what it is
    thought to be, and how probable that is."""

    number: int
    thought: str
    probability: float


def doubts(
    likely: Floats, said: Ints, labels: Sequence[str], numbers: Sequence[int]
) -> tuple[Doubt, ...]:
    """Return what is doubted, the worst first; ``numbers`` are those of the messages."""
    thought = likely.argmax(axis=1)
    each = np.arange(len(said))
    ahead = likely[each, thought] - likely[each, said]
    worst = [int(n) for n in np.argsort(-ahead, kind="stable") if ahead[n] >= DOUBTED]
    return tuple(
        Doubt(numbers[n], labels[thought[n]], float(likely[n, thought[n]])) for n in worst[:DOUBTS]
    )
