"""How sure a fitted head may claim to be, from messages it was not fitted on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from scipy.optimize import minimize_scalar

from sinergi.language.figures import Answer, surest
from sinergi.language.learning.fitting import Bools
from sinergi.language.learning.rows import Floats, Ints

_FEW = 60  # messages of a language below which it is judged together with all others
_MANY = 400  # messages of a language that may say how sure a head is in it
_NINE_OF_TEN = 0.9


def probabilities(scores: Floats, temperature: float = 1.0) -> Floats:
    """Return n x labels, each row summing to 1."""
    scaled = scores / temperature
    odds = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    found: Floats = odds / odds.sum(axis=1, keepdims=True)
    return found


Misses = Callable[[Floats, Ints], Floats]


def surprise(likely: Floats, labels: Ints) -> Floats:
    """Return how surprising each truth is: few that are surely wrong rule, as they should where an
    act hangs on being sure."""
    found: Floats = -np.log(likely[np.arange(len(labels)), labels] + 1e-12)
    return found


def brier(likely: Floats, labels: Ints) -> Floats:
    """Return Brier's score of each row (1950): all rows rule alike."""
    found: Floats = ((likely - np.eye(likely.shape[1])[labels]) ** 2).sum(axis=1)
    return found


def temperature(
    scores: Floats,
    labels: Ints,
    allowed: Bools,
    counts: Floats | None = None,
    misses: Misses = surprise,
) -> float:
    """Return what scores are divided by so that what is said likely happens as often as said;
    ``counts`` is how much each row counts, the same where it is None."""
    open_scores = np.where(allowed, scores, -1e9)

    def missed(log_temperature: float) -> float:
        found = probabilities(open_scores, float(np.exp(log_temperature)))
        return float(np.average(misses(found, labels), weights=counts))

    return float(np.exp(minimize_scalar(missed, bounds=(-3, 3), method="bounded").x))


def temperatures(
    scores: Floats, labels: Ints, allowed: Bools, counts: Floats, languages: Sequence[str]
) -> dict[str, float]:
    """Return the temperature of each language that many of the rows are in, by Brier's score: by
    surprise, heads were less sure than they were right."""
    found = {}
    for language in sorted(set(languages)):
        among = np.array([one == language for one in languages])
        if among.sum() >= _MANY:
            found[language] = temperature(
                scores[among], labels[among], allowed[among], counts[among], brier
            )
    return found


def answers(found: Floats, labels: Ints, names: Sequence[str]) -> list[Answer]:
    """Return rows of probabilities with what was true."""
    return [
        Answer(names[label], dict(zip(names, row.tolist(), strict=True)))
        for row, label in zip(found, labels, strict=True)
    ]


def thresholds(told: Sequence[Answer], languages: Sequence[str]) -> Mapping[str, float]:
    """Return for each language, "" for any other, the probability from which 9 of 10 are right."""
    of_language: dict[str, list[Answer]] = {}
    for answer, language in zip(told, languages, strict=True):
        of_language.setdefault(language, []).append(answer)
    enough = {name: of for name, of in sorted(of_language.items()) if name and len(of) >= _FEW}
    return {"": _threshold(told)} | {name: _threshold(of) for name, of in enough.items()}


def _threshold(told: Sequence[Answer]) -> float:
    kept = surest(told, _NINE_OF_TEN)
    return round(kept[-1].sure, 4) if kept else 1.0
