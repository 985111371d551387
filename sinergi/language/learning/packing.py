"""Make the weights of a file out of what was fitted: the strongest, rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

import numpy as np

from sinergi.language.learning.fitting import Fitted
from sinergi.language.learning.manner import Manner
from sinergi.language.weights import Facts, Weights


def pruned(
    name: str,
    labels: Sequence[str],
    fitted: Fitted,
    *,
    most: int,
    temperature: float = 1.0,
    temperatures: Mapping[str, float] | None = None,
    surest: Mapping[str, float] | None = None,
    known: float = 0.0,
    manner: Manner | None = None,
) -> Weights:
    """Keep the ``most`` features whose weights differ most between labels, in rising order."""
    # Column by column: along rows of a few numbers each NumPy takes ten times as long.
    spread = reduce(np.maximum, fitted.weights.T) - reduce(np.minimum, fitted.weights.T)
    apart = np.flatnonzero(spread)
    strongest = np.sort(apart[np.argsort(-spread[apart], kind="stable")[:most]])
    weights, bias = fitted.weights[strongest], fitted.bias - fitted.bias.mean()
    if len(labels) == 2:
        weights, bias = weights[:, 1:] - weights[:, :1], bias[1:] - bias[:1]
    if manner:
        weights = np.hstack([weights, manner.weights[strongest, None]])
        bias = np.append(bias, manner.bias)
    facts = Facts(
        name=name,
        labels=tuple(labels),
        bias=tuple(round(float(b), 5) for b in bias),
        temperature=round(temperature, 4),
        temperatures={name: round(own, 4) for name, own in (temperatures or {}).items()},
        surest=dict(surest or {}),
        known=known,
        unsaid=manner.unsaid if manner else "",
    )
    values = weights.astype(np.float16).ravel().tolist()
    return Weights(facts, strongest.tolist(), values)
