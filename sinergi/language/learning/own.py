"""Learn a head from an office's own labels, and say how well: figures, doubts, and the frozen test.

Messages with the same words are one group, and stay on one side of every split.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from sinergi.language.decisions import Decision, floored
from sinergi.language.figures import Answer
from sinergi.language.heads import Heads
from sinergi.language.learning.beginning import Begun, begun
from sinergi.language.learning.calibrating import answers, temperature, thresholds
from sinergi.language.learning.doubting import Doubt, doubts
from sinergi.language.learning.fitting import Examples, Fitted, balanced, fit
from sinergi.language.learning.measuring import Measured, measure
from sinergi.language.learning.packing import pruned
from sinergi.language.learning.rows import Floats, Ints, rows_of
from sinergi.language.weights import Weights

FOLDS = 5
MOST = 40_000  # features that are kept of a head

Progress = Callable[[int, int], None]
Decide = Callable[[str], Decision]


@dataclass(frozen=True, slots=True)
class Said:
    """A message and what people say it is. ``frozen``: kept for the test, never learned from."""

    text: str
    label: str
    frozen: bool = False


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
    before: Decide,
    progress: Progress = _quietly,
    *,
    start: Weights | None = None,
    floor: Decide | None = None,
) -> Learned:
    """Learn from ``said``; ``before`` decides as what reads now.

    ``start`` is a head to begin at, ``floor`` the rule that stays beneath (``floored``): figures
    are of both together.

    Raises ``ValueError`` where there are less than two labels, or no frozen message.
    """
    learnt = [(n, one) for n, one in enumerate(said) if not one.frozen]
    labels = sorted({one.label for _, one in learnt})
    held = [one for one in said if one.frozen]
    if len(labels) < 2 or not held:
        raise ValueError("Two labels to tell apart and frozen messages are needed.")
    at = begun(start) if start else Begun(tuple(labels), MOST)
    texts = [one.text for _, one in learnt]
    examples = _examples([one for _, one in learnt], at.labels)
    scores = _crossed(examples, at, texts, progress)
    cooled = temperature(scores, examples.labels, examples.allowed)
    likely = at.likely(examples.rows, scores, cooled)
    crossed = answers(likely, examples.labels, at.labels)
    weights = pruned(
        name, at.labels, at.joined(_learnt(examples, at)), most=at.most, temperature=cooled,
        surest=thresholds(crossed, [""] * len(crossed)), known=at.known, manner=at.manner,
    )  # fmt: skip
    progress(FOLDS + 1, FOLDS + 2)
    heads = Heads([weights])
    new = [Answer(one.label, _likely(heads, name, one.text)) for one in held]
    old = [Answer(one.label, _told(before(one.text))) for one in held]
    progress(FOLDS + 2, FOLDS + 2)
    found = doubts(likely, examples.labels, at.labels, [n for n, _ in learnt])
    crossed = _held(name, crossed, texts, floor)
    new = _held(name, new, [one.text for one in held], floor)
    return Learned(weights, measure(crossed), found, measure(new), measure(old))


def _held(
    name: str, told: Sequence[Answer], texts: Sequence[str], floor: Decide | None
) -> list[Answer]:
    """Return answers as they are given with a rule beneath."""
    if floor is None:
        return list(told)
    return [
        Answer(
            one.true,
            floored(name, Decision(one.label, one.probabilities), floor(text)).probabilities,
        )
        for one, text in zip(told, texts, strict=True)
    ]


def _examples(said: Sequence[Said], labels: Sequence[str]) -> Examples:
    """Count messages; a label that nobody gave is one that they say nothing of."""
    number = {label: n for n, label in enumerate(labels)}
    given = {one.label for one in said}
    return Examples(
        rows=rows_of([one.text for one in said]),
        labels=np.array([number[one.label] for one in said]),
        weights=np.ones(len(said)),
        allowed=np.tile(np.array([label in given for label in labels]), (len(said), 1)),
        kinds=np.zeros(len(said), dtype=np.int64),
    )


def _crossed(examples: Examples, at: Begun, texts: Sequence[str], progress: Progress) -> Floats:
    """Return the scores of each message by a head that learnt from the other folds."""
    folds = _folds(texts)
    scores = at.scores(examples.rows)
    for fold in range(FOLDS):
        apart, rest = np.flatnonzero(folds == fold), np.flatnonzero(folds != fold)
        if len(apart):
            scores[apart] += _learnt(examples.of(rest), at).scores(examples.rows[apart])
        progress(fold + 1, FOLDS + 2)
    return scores


def _learnt(examples: Examples, at: Begun) -> Fitted:
    """Learn what is to be added to where learning begins."""
    return fit(balanced(examples), begun=at.scores(examples.rows))


def _folds(texts: Sequence[str]) -> Ints:
    """Deal groups out evenly, in an order that does not depend on theirs."""
    groups = [" ".join(text.casefold().split()) for text in texts]
    dealt = sorted(set(groups), key=lambda group: (crc32(group.encode()), group))
    fold = {group: n % FOLDS for n, group in enumerate(dealt)}
    return np.array([fold[group] for group in groups])


def _likely(heads: Heads, name: str, text: str) -> Mapping[str, float]:
    return heads.probabilities(name, heads.read(text))


def _told(decision: Decision) -> Mapping[str, float]:
    """Return what was decided as an answer: the label is what counts."""
    return {decision.label: 1.0}
