"""Fit a linear head: multinomial logistic regression, where a row may rule labels out.

A row from a set that knows only *negative* and *positive* says nothing of *neutral*: its loss is
that of choosing between the two. From zero, by L-BFGS, in a fixed order: the same rows give the
same weights.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from sinergi.language.learning.rows import Floats, Ints, rarity

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learnt from.

    Parameters
    ----------
    rows
        n x ``WIDTH``.
    labels
        n numbers of labels.
    weights
        n numbers: how much each row counts.
    allowed
        n x labels: which of them its set tells apart.
    kinds
        n numbers: rows of one kind are balanced among themselves.
    """

    rows: sparse.csr_matrix
    labels: Ints
    weights: Floats
    allowed: Bools
    kinds: Ints

    def of(self, chosen: npt.NDArray[np.generic]) -> Examples:
        """Return some of the rows."""
        return Examples(
            self.rows[chosen],
            self.labels[chosen],
            self.weights[chosen],
            self.allowed[chosen],
            self.kinds[chosen],
        )


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (``WIDTH`` x labels) and bias (labels)."""

    weights: Floats
    bias: Floats

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """Return n x labels."""
        found: Floats = rows @ self.weights + self.bias
        return found


def balanced(examples: Examples) -> Examples:
    """Weigh rows so that each label counts the same within its kind."""
    weights = examples.weights.copy()
    for kind in np.unique(examples.kinds):
        among = examples.kinds == kind
        told = np.unique(examples.labels[among])
        whole = weights[among].sum()
        for label in told:
            these = among & (examples.labels == label)
            weights[these] *= whole / (len(told) * weights[these].sum())
    return replace(examples, weights=weights)


def fit(
    examples: Examples,
    *,
    strength: float = 3.0,
    rounds: int = 60,
    seen: int = 1,
    begun: Floats | None = None,
    meant: sparse.csr_matrix | None = None,
) -> Fitted:
    """Fit; ``strength`` is how much the rows count against small weights (C of others).

    Only columns that occur in ``seen`` rows get weights. ``begun`` are scores (n x labels) that
    the rows have already: what is returned is to be added to what gave them. ``meant`` (columns x
    meanings) is what columns have in common: it is learnt beside them, and added to each.
    """
    rows, width = examples.rows, examples.rows.shape[1]
    if meant is not None:
        rows = sparse.hstack([rows, rows @ meant]).tocsr()
    scale = rarity(rows)
    used = _used(rows, seen)
    rows = (rows[:, used] @ sparse.diags(scale[used])).tocsr().astype(np.float32)
    count = examples.allowed.shape[1]
    loss = _Loss(examples, rows, rows.T.tocsr(), strength, begun)
    start = np.zeros((len(used) + 1) * count)
    options = {"maxiter": rounds, "maxcor": 10, "ftol": 1e-5}
    with threadpool_limits(limits=1):  # sums in one order: the same bytes on any number of cores
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x
    found = found.reshape(-1, count)
    learnt = found[:-1] * scale[used][:, None]
    weights = np.zeros((len(scale), count))
    weights[used] = learnt - learnt.mean(axis=1, keepdims=True)
    if meant is not None:
        weights = weights[:width] + meant @ weights[width:]
    return Fitted(weights, found[-1])


def _used(rows: sparse.csr_matrix, seen: int) -> Ints:
    """Return the columns that occur in ``seen`` rows, the most frequent first: what is looked up
    most lies together."""
    times = np.bincount(rows.indices, minlength=rows.shape[1])
    found = np.flatnonzero(times >= seen)
    ordered: Ints = found[np.argsort(-times[found], kind="stable")]
    return ordered


class _Loss:
    """Regularised loss and its slope at a point: weights of the used columns, then bias."""

    def __init__(
        self,
        examples: Examples,
        rows: sparse.csr_matrix,
        turned: sparse.csr_matrix,
        strength: float,
        begun: Floats | None,
    ) -> None:
        self.rows, self.turned = rows, turned
        self.before = np.where(examples.allowed, 0.0 if begun is None else begun, -1e9)
        self.each = np.arange(rows.shape[0])
        self.labels = examples.labels
        self.counts = strength * examples.weights
        self.truth = np.zeros(self.before.shape)
        self.truth[self.each, self.labels] = 1

    def __call__(self, point: Floats) -> tuple[float, Floats]:
        weights = point.reshape(-1, self.before.shape[1])
        scores = self.rows @ weights[:-1].astype(np.float32) + weights[-1] + self.before
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        total = odds.sum(axis=1)
        sure = scores[self.each, self.labels] - np.log(total)
        off = (odds / total[:, None] - self.truth) * self.counts[:, None]
        pulled = self.turned @ off.astype(np.float32)
        slope = np.vstack([pulled + weights[:-1], off.sum(axis=0)])
        loss = 0.5 * (weights[:-1] ** 2).sum() - (self.counts * sure).sum()
        return float(loss), slope.ravel()
