"""Networks by hand sit what there is to sit of the exam: their cards."""

from __future__ import annotations

import re

import httpx
import pytest

from sinergi.connectors import exam
from sinergi.connectors.by_hand import Elsewhere, WhatsAppChannel
from sinergi.connectors.exam import Candidate, Question

NOWHERE = httpx.MockTransport(lambda _: httpx.Response(404))


@pytest.fixture(params=[Elsewhere, WhatsAppChannel])
def candidate(request: pytest.FixtureRequest) -> Candidate:
    return Candidate(request.param, {"handle": "Kanal Kecamatan"}, lambda: NOWHERE)


@pytest.mark.parametrize("question", exam.QUESTIONS, ids=exam.name)
def test_the_connector_passes(question: Question, candidate: Candidate) -> None:
    question(candidate)


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("https://whatsapp.com/channel/0029VaAbCdEf/114", True),
        ("https://www.whatsapp.com/channel/0029VaAbCdEf/114/", True),
        ("https://whatsapp.com/channel/0029VaAbCdEf", False),
        ("https://wa.me/628123456789", False),
    ],
)
def test_the_link_of_a_channels_post_is_known(link: str, fits: bool) -> None:
    assert bool(re.fullmatch(WhatsAppChannel.about.link, link)) is fits
