"""Figures with their interval, by drawing the same answers again and again (bootstrap)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sinergi.language.figures import Answer, Figures, figures
from sinergi.language.learning.rows import Ints

DRAWS = 400


@dataclass(frozen=True, slots=True)
class Measured:
    """Figures, and the bounds of the 95 % interval of macro-F1, by drawing again (bootstrap)."""

    figures: Figures
    between: tuple[float, float]


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
