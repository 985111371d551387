"""Facebook sits the exam with a stand-in that is held against Meta's own description."""

from __future__ import annotations

from typing import Literal

import pytest

from sinergi.connectors import exam
from sinergi.connectors.contract import Draft
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.facebook.tests.standin import FacebookStandIn, photo
from sinergi.connectors.graph.tests.world import APP, SECRET, VERIFY

ANSWERS = {"app_id": APP, "app_secret": SECRET, "app_verify_token": VERIFY}

Form = Literal["post", "video", "reel"]

#: Videos and reels go out in another way than posts; all else is the same. None holds two photos.
OF_FILMS = [
    q
    for q in (*exam.health.QUESTIONS, *exam.trouble.QUESTIONS)
    if q.__name__ != "uploads_go_on_where_they_stopped"
]


def candidate(form: Form) -> Candidate:
    network = FacebookStandIn(form)

    def speak(remote_id: str) -> str:
        network.comment(remote_id, "Buka sampai jam berapa?")
        return "Buka sampai jam berapa?"

    def compose(words: str) -> Draft:
        return Draft(words) if form == "post" else network.draft(words)

    return Candidate(
        FacebookStandIn.connector,
        network.credentials,
        network.transport,
        answers=ANSWERS,
        speak=speak,
        approve=network.approve,
        compose=compose,
        picture=photo,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_facebook_passes(question: Question) -> None:
    question(candidate("post"))


@pytest.mark.parametrize("form", ["video", "reel"])
@pytest.mark.parametrize("question", OF_FILMS, ids=exam.name)
def test_facebook_passes_with_films(question: Question, form: Form) -> None:
    question(candidate(form))
