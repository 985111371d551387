"""The board's connector sits the exam of Sinergi."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from mading import Mading
from mading.tests.board import TOKEN, serving
from sinergi.connectors.exam import QUESTIONS, Candidate, Question, name


@pytest.fixture(scope="module")
def candidate() -> Iterator[Candidate]:
    # One way out for all questions: reading the machine's certificates takes long.
    none_kept = httpx.Limits(max_keepalive_connections=0)
    with serving() as board, httpx.HTTPTransport(trust_env=False, limits=none_kept) as transport:
        yield Candidate(
            Mading,
            {"server": board.url, "token": TOKEN},
            lambda: transport,
            speak=lambda notice: board.remark(notice, "Sampai jam berapa?"),
        )


@pytest.mark.parametrize("question", QUESTIONS, ids=name)
def test_the_board_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
