"""Feeds sit the exam."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.rss import Rss
from sinergi.connectors.rss.tests.feed import Site


@pytest.fixture
def candidate() -> Candidate:
    site = Site(["Jalan ditutup Sabtu"])
    return Candidate(
        Rss, {"address": "https://kabar.example/feed/"}, lambda: httpx.MockTransport(site)
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
