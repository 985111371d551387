"""Telegram's connector sits the exam: with a log channel, and without one."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.standin import StandIn


@pytest.fixture(params=[True, False], ids=["with a log channel", "without a log channel"])
def candidate(request: pytest.FixtureRequest) -> Candidate:
    stand_in = StandIn(log=request.param)
    return Candidate(
        Telegram,
        stand_in.credentials,
        stand_in.transport,
        speak=stand_in.speak,
        reads_back=request.param,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
