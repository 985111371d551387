"""TikTok sits the exam, against what stands in for it."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.tiktok import TikTok
from sinergi.connectors.tiktok.tests.standin import StandIn
from sinergi.connectors.tiktok.tests.tokens import APP


@pytest.fixture
def candidate() -> Candidate:
    network = StandIn()
    return Candidate(
        TikTok,
        network.credentials,
        network.transport,
        answers=APP,
        approve=network.tokens.approve,
        compose=network.draft,
        picture=network.picture,
        asks=network.asks,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
