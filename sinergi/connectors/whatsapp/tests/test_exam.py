"""WhatsApp's connector sits the exam with messages to one person: it has no posts."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.standin import StandIn


@pytest.fixture
def candidate() -> Candidate:
    stand_in = StandIn()
    return Candidate(
        WhatsApp,
        stand_in.credentials,
        stand_in.transport,
        compose=stand_in.draft,
        respond=stand_in.answer,
        reads_back=False,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
