"""What a message is about, by rules that an office edits from the first day."""

from __future__ import annotations

from sinergi.language.decisions import Decision
from sinergi.language.rules.matching import matcher
from sinergi.language.rules.message import read
from sinergi.language.rules.parsing import shipped
from sinergi.language.rules.rulebook import Rules
from sinergi.language.rules.together import found
from sinergi.language.rules.weighing import decision, shares, sums

OTHER = "other"
DEFAULT = shipped("topics")
_LABELS = DEFAULT.labels()

_STEEP = 0.9
_NOTHING = 0.9  # what "other" weighs where nothing speaks
_SURE = 0.55


def topic_of(text: str, rules: Rules = DEFAULT) -> Decision:
    """Tell the topic: a label of ``rules``, or ``other`` where no phrase of them is found.

    ``rules.offices(decision.label)`` is who is competent. The probabilities are squashed sums of
    the weights in the rules (``weighing``); it abstains below .55, and where nothing is found.
    """
    if rules is DEFAULT:
        message, *_, hits = found(text)
        labels = _LABELS
    else:
        looking, message = matcher(rules), read(text)
        [hits] = looking.hits(message)
        labels = looking.labels
    if not hits:
        return Decision(OTHER, dict.fromkeys(labels, 0.0) | {OTHER: 1.0}, abstained=True)
    probabilities = shares(sums(hits, labels), _STEEP, OTHER, _NOTHING)
    return decision(message, hits, probabilities, _SURE)
