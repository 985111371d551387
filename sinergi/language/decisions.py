"""What is decided about a message, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

#: The heads that ``sinergi language read`` writes, in this order.
HEADS = ("sentiment", "spam", "language", "kind", "urgency", "topic", "place")


#: A label that the rule of a head gives, and that no trained head takes back: who cries for help
#: in words that the rule knows is heard, whatever was learnt since.
FLOORS = {"urgency": "danger"}


class Decision(NamedTuple):
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


def floored(name: str, trained: Decision, rule: Decision) -> Decision:
    """Return what a trained head decided, or the rule's where that says the label of ``FLOORS``
    with more certainty."""
    least = FLOORS.get(name, "")
    if trained.probabilities.get(least, 0.0) >= rule.probabilities.get(least, 0.0):
        return trained
    return rule
