"""What is decided about a message, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: The heads that ``sinergi language read`` writes, in this order.
HEADS = ("sentiment", "spam", "language", "kind", "urgency", "topic", "place")


@dataclass(frozen=True, slots=True)
class Decision:
    """What one head says of one message.

    Parameters
    ----------
    label
        The most probable label, also when the head abstains.
    probabilities
        Of each label that the head knows; they sum to 1.
    abstained
        True where the head is not sure enough to act on, or knows too little of the words.
    words
        What drove the decision: a word as it was written, and how much it spoke for ``label``
        (above 0) or against it (below 0), the strongest first.
    """

    label: str
    probabilities: Mapping[str, float]
    abstained: bool = False
    words: tuple[tuple[str, float], ...] = ()
