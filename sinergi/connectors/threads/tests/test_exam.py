"""Threads sits the exam, against what stands in for it."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.threads import Threads
from sinergi.connectors.threads.tests.standin import APP, StandIn


@pytest.fixture
def candidate() -> Candidate:
    network = StandIn()
    return Candidate(
        Threads,
        network.credentials,
        network.transport,
        answers=APP,
        speak=network.speak,
        approve=network.approve,
        compose=network.draft,
        picture=network.file,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
