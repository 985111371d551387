"""X sits the exam, against what stands in for it."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.x import X
from sinergi.connectors.x.tests.keys import APP
from sinergi.connectors.x.tests.standin import StandInX


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_x_passes(question: Question) -> None:
    network = StandInX()
    question(
        Candidate(
            X,
            network.credentials,
            network.transport,
            answers=APP,
            speak=network.speak,
            approve=network.approve,
        )
    )
