"""Begin where a head that came with the program stands, instead of at nothing.

A few hundred labels teach little by themselves, and a label that nobody gave would be forgotten.
What they teach is added to what the head knows: far from them it answers as before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from sinergi.language.features import WIDTH
from sinergi.language.learning.calibrating import probabilities
from sinergi.language.learning.fitting import Fitted
from sinergi.language.learning.manner import Manner, shared
from sinergi.language.learning.rows import Floats
from sinergi.language.weights import Weights


@dataclass(frozen=True, slots=True)
class Begun:
    """Where learning begins.

    Parameters
    ----------
    labels
        What is told apart.
    fitted
        Weights and bias, so that their scores give probabilities as they are; None: nothing.
    manner
        As in ``sinergi.language.learning.manner``, which stays as it is.
    most, known
        Features that are kept, and ``known`` of ``Facts``.
    """

    labels: tuple[str, ...]
    most: int
    fitted: Fitted | None = None
    manner: Manner | None = None
    known: float = 0.0

    def scores(self, rows: sparse.csr_matrix) -> Floats:
        """Return n x labels."""
        if self.fitted is None:
            return np.zeros((rows.shape[0], len(self.labels)))
        return self.fitted.scores(rows)

    def joined(self, learnt: Fitted) -> Fitted:
        """Return what stood here with what was learnt beside it."""
        if self.fitted is None:
            return learnt
        return Fitted(self.fitted.weights + learnt.weights, self.fitted.bias + learnt.bias)

    def likely(self, rows: sparse.csr_matrix, scores: Floats, temperature: float) -> Floats:
        """Return the probabilities of rows with these scores, as a reader gives them."""
        found = probabilities(scores, temperature)
        if self.manner is None:
            return found
        unsaid = self.labels.index(self.manner.unsaid)
        return shared(found, unsaid, self.manner.scores(rows))


def begun(head: Weights) -> Begun:
    """Begin at a head that came with the program."""
    facts = head.facts
    values = np.array(head.values, dtype=np.float64).reshape(-1, facts.columns)
    weights = np.zeros((WIDTH, facts.columns))
    weights[np.array(head.features, dtype=np.int64)] = values
    bias = np.array(facts.bias)
    manner = None
    if facts.unsaid:
        manner = Manner(facts.unsaid, weights[:, -1], float(bias[-1]))
        weights, bias = weights[:, :-1], bias[:-1]
    if len(facts.labels) == 2:
        weights, bias = np.hstack([-weights, weights]) / 2, np.append(-bias, bias) / 2
    fitted = Fitted(weights / facts.temperature, bias / facts.temperature)
    return Begun(facts.labels, len(head.features), fitted, manner, facts.known)
