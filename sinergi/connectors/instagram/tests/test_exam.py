"""Instagram sits the exam with a stand-in that is held against Meta's own description."""

from __future__ import annotations

import pytest

from sinergi.connectors import exam
from sinergi.connectors.contract import Draft
from sinergi.connectors.exam import Candidate, Question
from sinergi.connectors.graph.tests.world import APP, SECRET, VERIFY
from sinergi.connectors.instagram.tests.standin import Form, InstagramStandIn, photo

ANSWERS = {"app_id": APP, "app_secret": SECRET, "app_verify_token": VERIFY}

#: Carousels, reels and stories go out in other steps than a picture; all else is the same.
OF_KINDS = [*exam.health.QUESTIONS, *exam.trouble.QUESTIONS]
#: A reel holds no pictures; a story no text that could be told from another, and one file.
NOT_OF = {
    "reel": {"uploads_go_on_where_they_stopped"},
    "story": {"uploads_go_on_where_they_stopped", "what_went_out_is_found_again",
              "withdrawing_twice_is_no_error"},
}  # fmt: skip


def candidate(form: Form) -> Candidate:
    network = InstagramStandIn(form)
    network.most = 100_000  # the exam publishes more than an account may in a day

    def speak(remote_id: str) -> str:
        network.comment(remote_id, "Buka sampai jam berapa?")
        return "Buka sampai jam berapa?"

    def respond(words: str, remote_id: str) -> Draft:
        return Draft(words, reply_to=remote_id)

    return Candidate(
        InstagramStandIn.connector,
        network.credentials,
        network.transport,
        answers=ANSWERS,
        speak=None if form == "story" else speak,  # a story is answered in private messages
        approve=network.approve,
        compose=network.draft,
        respond=respond,
        picture=photo,
    )


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_instagram_passes(question: Question) -> None:
    question(candidate("image"))


@pytest.mark.parametrize("form", ["carousel", "reel", "story"])
@pytest.mark.parametrize("question", OF_KINDS, ids=exam.name)
def test_instagram_passes_with_other_kinds(question: Question, form: Form) -> None:
    if question.__name__ not in NOT_OF.get(form, set()):
        question(candidate(form))
