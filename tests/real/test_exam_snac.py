"""The exam every connector sits, against a real server of the fediverse."""

from __future__ import annotations

import secrets
from dataclasses import replace

import httpx
import pytest

from sinergi.connectors import exam
from sinergi.connectors.exam import Candidate, Question, shapes
from sinergi.connectors.exam.candidate import BACK, VERIFIER
from sinergi.connectors.mastodon import Mastodon
from sinergi.networks import guard
from tests.servers.snac import Snac, code_of

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def candidate(servers: tuple[Snac, Snac]) -> Candidate:
    office, town = servers
    office.add_user("sekretariat")
    warga = town.citizen("warga")

    transport = guard.client(["127.0.0.0/8"])._transport  # one for all: it takes long to make

    def approve(page: str) -> str:
        return code_of(office.approve(page, "sekretariat", BACK))

    ready = Candidate(
        Mastodon,
        {"server": office.url},
        lambda: transport,
        answers={"server": office.url},
        approve=approve,
        patience=60,
    )
    network = Mastodon({"server": office.url}, httpx.Client(transport=ready.wire()))
    step = network.begin(redirect=BACK, state="s", verifier=VERIFIER)
    given = network.finish(
        code=approve(step.url), redirect=BACK, verifier=VERIFIER, remembered=step.remember
    )

    def speak(remote_id: str) -> str:
        url = Mastodon(given.credentials, httpx.Client(transport=ready.wire())).thread_url(
            remote_id
        )
        said = f"Buka sampai jam berapa? {secrets.token_hex(4)}"
        warga.reply(url, said)
        return said

    return replace(ready, credentials=given.credentials, speak=speak)


#: Thousands of misshapen answers need no real server: a pretend one gives them faster.
QUESTIONS = [question for question in exam.QUESTIONS if question not in shapes.QUESTIONS]


@pytest.mark.parametrize("question", QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)
