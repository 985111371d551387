"""What kind of message it is: a question, a complaint, praise, or something else."""

from __future__ import annotations

from sinergi.language.decisions import Decision
from sinergi.language.rules.matching import Hit
from sinergi.language.rules.together import found
from sinergi.language.rules.weighing import decision, shares, sums

KINDS = ("question", "complaint", "praise", "other")

_STEEP = 1.1
_OTHER = 0.6  # what "other" weighs where nothing speaks
_SURE = 0.6
_BRIEF = 2  # words that may say nothing: a longer message without any known word is unknown
_UNKNOWN = {"question": 0.15, "complaint": 0.3, "praise": 0.15, "other": 0.4}
_ASKS = 0.8  # evidence of a wish or a question from which thanks are manners
_MANNERS = 0.2  # what such thanks still weigh


def kind_of(text: str) -> Decision:
    """Tell ``question``, ``complaint``, ``praise`` and ``other`` apart.

    A wish that something be done is a complaint, also where it ends in a question mark; thanks at
    the end of a wish or a question are manners and hardly count as praise. The probabilities are
    squashed sums of hand-made weights (``weighing``); below .6 it abstains.
    """
    message, hits, *_ = found(text)
    hits = _mannered(hits)
    if not hits and len(message.words) > _BRIEF:
        return Decision("other", _UNKNOWN, abstained=True)
    probabilities = shares(sums(hits, KINDS), _STEEP, "other", _OTHER)
    return decision(message, hits, probabilities, _SURE)


def _mannered(hits: list[Hit]) -> list[Hit]:
    """Count thanks as praise, or as manners."""
    if "thanks" not in [hit.label for hit in hits]:
        return hits
    asked = sum(hit.weight for hit in hits if hit.label in {"question", "complaint"})
    part = _MANNERS if asked > _ASKS else 1.0
    return [
        Hit("praise", hit.weight * part, hit.where) if hit.label == "thanks" else hit
        for hit in hits
    ]
