"""Learn a head from an office's own labels, and say how well: figures, doubts, and the frozen test.

Messages with the same words are one group, and stay on one side of every split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from sinergi.language.decisions import Decision
from sinergi.language.figures import Answer, Figures, figures
from sinergi.language.heads import Heads
from sinergi.language.learning.calibrating import (
    answers,
    probabilities,
    temperature,
    thresholds,
)
from sinergi.language.learning.fitting import Examples, balanced, fit
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import Floats, Ints, rows_of
from sinergi.language.weights import Weights

FOLDS = 5
#: Features that are kept of a head.
MOST = 40_000
#: So many draws make an interval; so many doubts are told, from this difference on.
DRAWS, DOUBTS, DOUBTED = 400, 30, 0.3

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """A message and what people say it is. ``frozen``: kept for the test, never learned from."""

    text: str
    label: str
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """A label that the other labels speak against: which message of those given, what it is
    thought to be, and how probable that is."""

    number: int
    thought: str
    probability: float


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures, and the bounds of the 95 % interval of macro-F1, by drawing again (bootstrap)."""

    figures: Figures
    between: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Learned:
    """A head; how it did in cross-validation; what it doubts; and on the frozen messages itself
    and what it would replace."""

    weights: Weights
    crossed: Measured
    doubts: tuple[Doubt, ...]
    new: Measured
    before: Measured


def _quietly(done: int, of: int) -> None:
    """Tell nobody how far it is."""


def learn(
    name: str,
    said: Sequence[Said],
    before: Callable[[str], Decision],
    progress: Progress = _quietly,
) -> Learned:
    """Learn from ``said``; ``before`` decides as what reads now.

    Raises ``ValueError`` where there are less than two labels, or no frozen message.
    """
    learnt = [(n, one) for n, one in enumerate(said) if not one.frozen]
    labels = sorted({one.label for _, one in learnt})
    held = [one for one in said if one.frozen]
    if len(labels) < 2 or not held:
        raise ValueError("Two labels to tell apart and frozen messages are needed.")
    examples = _examples([one for _, one in learnt], labels)
    scores = _crossed(examples, [one.text for _, one in learnt], progress)
    cooled = temperature(scores, examples.labels, examples.allowed)
    likely = probabilities(scores, cooled)
    crossed = answers(likely, examples.labels, labels)
    fitted = fit(balanced(examples))
    surest = thresholds(crossed, [""] * len(crossed))
    weights = pruned(name, labels, fitted, most=MOST, temperature=cooled, surest=surest)
    progress(FOLDS + 1, FOLDS + 2)
    heads = Heads([weights])
    new = [Answer(one.label, _likely(heads, name, one.text)) for one in held]
    old = [Answer(one.label, _told(before(one.text))) for one in held]
    progress(FOLDS + 2, FOLDS + 2)
    doubts = _doubts(likely, examples.labels, labels, [n for n, _ in learnt])
    return Learned(weights, measure(crossed), doubts, measure(new), measure(old))


def measure(told: Sequence[Answer]) -> Measured:
    """Count, and draw again; the same answers give the same interval."""
    labels = sorted({one.true for one in told} | {one.label for one in told})
    number = {label: n for n, label in enumerate(labels)}
    pairs = np.array([number[one.true] * len(labels) + number[one.label] for one in told])
    chance = np.random.default_rng(0)
    drawn = [
        _macro(np.bincount(pairs[chance.integers(0, len(pairs), len(pairs))],
                           minlength=len(labels) ** 2).reshape(len(labels), -1))
        for _ in range(DRAWS)
    ]  # fmt: skip
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Measured(figures(told), (float(low), float(high)))


def _macro(confusion: Ints) -> float:
    """Return the mean F1 of the labels that are true of some message."""
    right, true, given = np.diag(confusion), confusion.sum(axis=1), confusion.sum(axis=0)
    there = true > 0
    return float((2 * right[there] / (true + given)[there]).mean())


def _examples(said: Sequence[Said], labels: Sequence[str]) -> Examples:
    number = {label: n for n, label in enumerate(labels)}
    return Examples(
        rows=rows_of([one.text for one in said]),
        labels=np.array([number[one.label] for one in said]),
        weights=np.ones(len(said)),
        allowed=np.ones((len(said), len(labels)), dtype=np.bool_),
        kinds=np.zeros(len(said), dtype=np.int64),
    )


def _crossed(examples: Examples, texts: Sequence[str], progress: Progress) -> Floats:
    """Return the scores of each message by a head that learnt from the other folds."""
    folds = _folds(texts)
    scores = np.zeros(examples.allowed.shape)
    for fold in range(FOLDS):
        apart = folds == fold
        if apart.any():
            fitted = fit(balanced(examples.of(np.flatnonzero(~apart))))
            scores[apart] = fitted.scores(examples.rows[np.flatnonzero(apart)])
        progress(fold + 1, FOLDS + 2)
    return scores


def _folds(texts: Sequence[str]) -> Ints:
    """Deal groups out evenly, in an order that does not depend on theirs."""
    groups = [" ".join(text.casefold().split()) for text in texts]
    dealt = sorted(set(groups), key=lambda group: (crc32(group.encode()), group))
    fold = {group: n % FOLDS for n, group in enumerate(dealt)}
    return np.array([fold[group] for group in groups])


def _doubts(
    likely: Floats, said: Ints, labels: Sequence[str], numbers: Sequence[int]
) -> tuple[Doubt, ...]:
    thought = likely.argmax(axis=1)
    each = np.arange(len(said))
    ahead = likely[each, thought] - likely[each, said]
    worst = [int(n) for n in np.argsort(-ahead, kind="stable") if ahead[n] >= DOUBTED]
    return tuple(
        Doubt(numbers[n], labels[thought[n]], float(likely[n, thought[n]])) for n in worst[:DOUBTS]
    )


def _likely(heads: Heads, name: str, text: str) -> Mapping[str, float]:
    return heads.probabilities(name, heads.read(text))


def _told(decision: Decision) -> Mapping[str, float]:
    """Return what was decided as an answer: the label is what counts."""
    return {decision.label: 1.0}
