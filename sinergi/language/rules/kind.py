"""What kind of message it is: a question, a complaint, praise, or something else."""

from __future__ import annotations

from sinergi.language.decisions import Decision
from sinergi.language.rules.matching import matcher
from sinergi.language.rules.message import read
from sinergi.language.rules.rulebook import shipped
from sinergi.language.rules.weighing import decision, shares, sums

_STEEP = 1.1
_OTHER = 0.6  # what "other" weighs where nothing speaks
_SURE = 0.6


def kind_of(text: str) -> Decision:
    """Tell ``question``, ``complaint``, ``praise`` and ``other`` apart.

    A wish that something be done is a complaint, also where it ends in a question mark. The
    probabilities are squashed sums of hand-made weights (``weighing``); below .6 it abstains.
    """
    message = read(text)
    rules = matcher(shipped("kinds"))
    hits = rules.hits(message)
    probabilities = shares(sums(hits, rules.labels), _STEEP, "other", _OTHER)
    return decision(message, hits, probabilities, _SURE)
