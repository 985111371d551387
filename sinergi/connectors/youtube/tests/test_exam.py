"""YouTube sits the exam, against what stands in for it."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.youtube import YouTube
from sinergi.connectors.youtube.tests.keys import APP
from sinergi.connectors.youtube.tests.standin import StandInYouTube


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_youtube_passes(question: Question) -> None:
    network = StandInYouTube()
    question(
        Candidate(
            YouTube,
            network.credentials,
            network.transport,
            answers=APP,
            speak=network.speak,
            approve=network.approve,
            compose=network.draft,
        )
    )
