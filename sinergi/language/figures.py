"""How well a head does on labelled messages, in plain numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

_BINS = 15


@dataclass(frozen=True, slots=True)
class Answer:
    """What was true, and the probabilities that a head gave."""

    true: str
    probabilities: Mapping[str, float]

    @property
    def label(self) -> str:
        return max(self.probabilities, key=self.probabilities.__getitem__)

    @property
    def sure(self) -> float:
        return max(self.probabilities.values())

    @property
    def right(self) -> bool:
        return self.label == self.true


@dataclass(frozen=True, slots=True)
class OfLabel:
    """Of one label: shares from 0 to 1, and how many messages truly have it."""

    precision: float
    recall: float
    f1: float
    count: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one set of messages, shares from 0 to 1.

    Parameters
    ----------
    count, accuracy
        Of how many messages, and the share that is right; ``between`` is its Wilson interval, 95 %.
    macro_f1
        The mean of F1 over the labels that occur in the set.
    labels, confusion
        Of each label; and how many of a true label were given which.
    ece
        Expected calibration error over 15 bins of equal width.
    kept
        The share that can be kept, the surest first, while 90 % of them are right.
    """

    count: int
    accuracy: float
    between: tuple[float, float]
    macro_f1: float
    labels: Mapping[str, OfLabel]
    confusion: Mapping[str, Mapping[str, int]]
    ece: float
    kept: float


def figures(answers: Sequence[Answer]) -> Figures:
    """Count. Raises ``ValueError`` where there are no answers."""
    if not answers:
        raise ValueError("There are no labelled messages.")
    pairs = Counter((answer.true, answer.label) for answer in answers)
    true = sorted({answer.true for answer in answers})
    labels = {label: _of_label(label, pairs) for label in true}
    right = sum(answer.right for answer in answers)
    return Figures(
        count=len(answers),
        accuracy=right / len(answers),
        between=wilson(right, len(answers)),
        macro_f1=sum(of.f1 for of in labels.values()) / len(labels),
        labels=labels,
        confusion=_confusion(true, pairs),
        ece=ece(answers),
        kept=kept(answers),
    )


def wilson(right: int, count: int, z: float = 1.96) -> tuple[float, float]:
    """Return Wilson's interval of a share; 95 % with the default ``z``."""
    if not count:
        return 0.0, 1.0
    share, per = right / count, z * z / count
    middle = (share + per / 2) / (1 + per)
    half = z * sqrt(share * (1 - share) / count + per / (4 * count)) / (1 + per)
    return max(0.0, middle - half), min(1.0, middle + half)


def ece(answers: Sequence[Answer]) -> float:
    """Return the mean distance between how sure and how often right, over bins of sureness."""
    bins: dict[int, list[Answer]] = {}
    for answer in answers:
        bins.setdefault(min(int(answer.sure * _BINS), _BINS - 1), []).append(answer)
    off = sum(abs(sum(a.sure for a in of) - sum(a.right for a in of)) for of in bins.values())
    return off / len(answers)


def kept(answers: Sequence[Answer], accuracy: float = 0.9) -> float:
    """Return the largest share, the surest first, of which ``accuracy`` is right."""
    return len(surest(answers, accuracy)) / len(answers)


def surest(answers: Sequence[Answer], accuracy: float = 0.9) -> list[Answer]:
    """Return the largest number of answers, the surest first, of which ``accuracy`` is right."""
    ordered = sorted(answers, key=lambda answer: -answer.sure)
    right, last = 0, 0
    for number, answer in enumerate(ordered, 1):
        right += answer.right
        if right >= accuracy * number:
            last = number
    return ordered[:last]


def _of_label(label: str, pairs: Counter[tuple[str, str]]) -> OfLabel:
    both = pairs[label, label]
    true = sum(n for (was, _), n in pairs.items() if was == label)
    given = sum(n for (_, said), n in pairs.items() if said == label)
    return OfLabel(
        precision=both / given if given else 0.0,
        recall=both / true if true else 0.0,
        f1=2 * both / (true + given) if true + given else 0.0,
        count=true,
    )


def _confusion(true: Sequence[str], pairs: Counter[tuple[str, str]]) -> dict[str, dict[str, int]]:
    given = sorted({said for _, said in pairs} | set(true))
    return {was: {said: pairs[was, said] for said in given} for was in true}
