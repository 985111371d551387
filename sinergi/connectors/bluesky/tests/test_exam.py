"""The exam every connector sits, on the network in memory."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.bluesky import Bluesky
from sinergi.connectors.bluesky.tests.gate import ISSUER
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.exam import Candidate, Question


@pytest.fixture
def candidate() -> Candidate:
    network = BlueskyStandIn()
    return Candidate(
        Bluesky,
        network.credentials,
        network.transport,
        answers={"server": ISSUER},
        speak=network.speak,
        approve=network.approve,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
