"""From weights to a decision. The probabilities are hand-made: a sum of weights, squashed.

They rank messages and are about right on the sentences of our own tests; they are not fitted to
data, and an office that has labels should trust the head trained on them instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, expm1

from sinergi.language.decisions import Decision
from sinergi.language.rules.matching import Hit
from sinergi.language.rules.message import Message

_MOST = 12.0  # more weight than this makes nothing surer
_SHOWN = 8  # words that are shown


def shares(
    scores: Mapping[str, float], steep: float, rest: str, constant: float
) -> dict[str, float]:
    """Return the probability of each label; ``rest`` is what is left where nothing speaks.

    A label with a score of 0 or less has none. ``constant`` is what ``rest`` weighs: the more, the
    more evidence any other needs.
    """
    mass = dict.fromkeys(scores, 0.0)
    whole = constant
    for label, score in scores.items():
        if score > 0:
            mass[label] = expm1(steep * min(score, _MOST))
            whole += mass[label]
    mass[rest] = mass.get(rest, 0.0) + constant
    return {label: one / whole if one else 0.0 for label, one in mass.items()}


def logistic(score: float) -> float:
    """Squash a score to between 0 and 1."""
    return 1 / (1 + exp(-max(-_MOST, min(_MOST, score))))


def sums(hits: Iterable[Hit], labels: Sequence[str]) -> dict[str, float]:
    """Add the weights of each label."""
    scores = dict.fromkeys(labels, 0.0)
    for hit in hits:
        scores[hit.label] += hit.weight
    return scores


def decision(
    message: Message, hits: Iterable[Hit], probabilities: Mapping[str, float], sure: float
) -> Decision:
    """Choose the most probable label; abstain below ``sure``; say which words spoke."""
    label = max(probabilities, key=probabilities.__getitem__)
    abstained = probabilities[label] < sure
    said = [(hit, hit.weight if hit.label == label else -hit.weight) for hit in hits]
    return Decision(label, probabilities, abstained, spoken(message, said))


def spoken(message: Message, said: Iterable[tuple[Hit, float]]) -> tuple[tuple[str, float], ...]:
    """Return words as written and their weight, the strongest first."""
    words = [(hit.shown(message), round(weight, 2)) for hit, weight in said if weight]
    return tuple(sorted(words, key=lambda one: (-abs(one[1]), one[0]))[:_SHOWN])
