"""The exam every connector sits: ours and yours. Plain Python; any test runner can ask it.

Hand in a ``Candidate``: a connector, and a way to a network that works. Each of ``QUESTIONS`` is
called with it and raises ``Failed`` with a sentence. With pytest::

    @pytest.mark.parametrize("question", QUESTIONS, ids=name)
    def test_it_passes(question): question(candidate)

The network must be one where posting is harmless: a pretend server, or one started for the test.
"""

from __future__ import annotations

from sinergi.connectors.exam import card, further, health, people, refusal, shapes, trouble
from sinergi.connectors.exam.candidate import Candidate, Failed, Question

QUESTIONS: tuple[Question, ...] = (
    *card.QUESTIONS,
    *health.QUESTIONS,
    *people.QUESTIONS,
    *further.QUESTIONS,
    *trouble.QUESTIONS,
    *refusal.QUESTIONS,
    *shapes.QUESTIONS,
)


def name(question: Question) -> str:
    """Return a question as a sentence, for the list of results."""
    return question.__name__.replace("_", " ")


__all__ = ["QUESTIONS", "Candidate", "Failed", "Question", "name"]
