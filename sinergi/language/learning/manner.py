"""The manner of a set that lacks a label: how far a message is written as those of that set are.

Posts of a set in which nobody is neutral say nothing of how the neutral ones of other sets look.
So the labels are learnt without them (``Examples.allowed``), and apart from that how such a post
is told from other messages; a reader then withholds the label as far as a message is of that
manner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.special import expit

from sinergi.language.learning.fitting import Examples, balanced, fit
from sinergi.language.learning.rows import Floats

#: Taken off the score: a message must be four and a half times as likely to be of the manner as
#: not before the label loses half. Short messages look alike in all sets.
_RESERVE = 1.5


@dataclass(frozen=True, slots=True)
class Manner:
    """Weights (``WIDTH``) and bias of a score, and the label that the manner lacks."""

    unsaid: str
    weights: Floats
    bias: float

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """Return n numbers: the logarithm of the odds that a row is of the manner."""
        found: Floats = rows @ self.weights + self.bias
        return found


def lacked(examples: Examples) -> int | None:
    """Return the number of the label that some rows may not have; None where there is none.

    Raises ``ValueError`` where there is more than one.
    """
    found = np.flatnonzero(~examples.allowed.all(axis=0))
    if len(found) > 1:
        raise ValueError("One manner lacks one label.")
    return int(found[0]) if len(found) else None


def manner_of(examples: Examples, labels: Sequence[str], seen: int = 1) -> Manner | None:
    """Learn to tell the rows that may not have every label; None where there are none.

    Raises ``ValueError`` as ``lacked`` does.
    """
    unsaid = lacked(examples)
    if unsaid is None:
        return None
    of_it = (~examples.allowed[:, unsaid]).astype(np.int64)
    asked = replace(
        examples,
        labels=of_it,
        allowed=np.ones((len(of_it), 2), dtype=np.bool_),
        kinds=np.zeros(len(of_it), dtype=np.int64),
    )
    fitted = fit(balanced(asked), seen=seen)
    bias = float(fitted.bias[1] - fitted.bias[0]) - _RESERVE
    return Manner(labels[unsaid], fitted.weights[:, 1] - fitted.weights[:, 0], bias)


def shared(likely: Floats, unsaid: int, scores: Floats) -> Floats:
    """Give to the others what a label has, as far as each row is of the manner without it:
    what ``sinergi.language.heads`` does, for n rows of probabilities."""
    taken = likely[:, unsaid] * expit(scores)
    others = 1 - likely[:, unsaid]
    found: Floats = likely * (1 + taken / np.maximum(others, 1e-12))[:, None]
    found[:, unsaid] = likely[:, unsaid] - taken
    return found
