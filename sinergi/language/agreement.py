"""How far two people agree on labels, beyond what chance would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

#: What one person said of a message, and what another said of it.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of messages that two people labelled.

    Parameters
    ----------
    count, share
        How many messages, and the share on which both said the same, 0 to 1.
    kappa, between
        Cohen's kappa, and its interval of 95 %; both None where everybody always said one and
        the same, for then nothing can be said of chance.
    """

    count: int
    share: float
    kappa: float | None
    between: tuple[float, float] | None


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Count. Raises ``ValueError`` where there are no pairs.

    Kappa: Cohen, "A coefficient of agreement for nominal scales", 1960; its standard error: Fleiss,
    Cohen and Everitt, "Large sample standard errors of kappa and weighted kappa", 1969.
    """
    if not pairs:
        raise ValueError("Nothing was labelled by two people.")
    count = len(pairs)
    same = sum(one == other for one, other in pairs) / count
    first = _shares(one for one, _ in pairs)
    second = _shares(other for _, other in pairs)
    chance = sum(share * second.get(label, 0.0) for label, share in first.items())
    if chance == 1:
        return Agreement(count, same, None, None)
    kappa = (same - chance) / (1 - chance)
    half = 1.96 * _error(pairs, kappa, chance, first, second)
    return Agreement(count, same, kappa, (max(-1.0, kappa - half), min(1.0, kappa + half)))


def _shares(labels: Iterable[str]) -> dict[str, float]:
    counts = Counter(labels)
    return {label: number / counts.total() for label, number in counts.items()}


def _error(
    pairs: Sequence[Pair],
    kappa: float,
    chance: float,
    first: Mapping[str, float],
    second: Mapping[str, float],
) -> float:
    agreed = disagreed = 0.0
    for (one, other), number in Counter(pairs).items():
        share = number / len(pairs)
        if one == other:
            agreed += share * (1 - (first[one] + second[one]) * (1 - kappa)) ** 2
        else:
            both = second.get(one, 0.0) + first.get(other, 0.0)
            disagreed += share * both**2
    spread = agreed + (1 - kappa) ** 2 * disagreed - (kappa - chance * (1 - kappa)) ** 2
    return sqrt(max(0.0, spread) / len(pairs)) / (1 - chance)
