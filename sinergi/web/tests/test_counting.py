"""Lengths while one writes: counted by the server, as each network counts."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sinergi.networks import queries as networks

pytestmark = pytest.mark.django_db

URL = "/kerja/hitung/"
TEXTS = ("Halo @dinas@kota.example https://" + "a" * 60 + ".example", " \U0001f44d\U0001f3fd ")


def test_texts_are_counted_as_each_network_counts(browser: Client) -> None:
    asked = [(n, slug) for slug in settings.NETWORKS for n in range(len(TEXTS))]
    answer = browser.post(URL, {"text": TEXTS, "of": [f"{n} {slug}" for n, slug in asked]})
    expected = []
    for n, slug in asked:
        card = networks.about(slug)
        assert card is not None
        expected.append(card.count(TEXTS[n].strip()))
    assert answer.json() == {"lengths": expected}
    assert reverse("desk:lengths") == URL


def test_a_network_that_is_switched_off_has_no_length(browser: Client) -> None:
    assert browser.post(URL, {"text": "a", "of": "0 tidak-ada"}).json() == {"lengths": [None]}
    assert browser.post(URL, {}).json() == {"lengths": []}


@pytest.mark.parametrize(
    "of", ["1 sandbox", "-1 sandbox", "sandbox", "", "\u0663 sandbox", "9" * 9]
)
def test_what_is_asked_in_another_way_is_refused(browser: Client, of: str) -> None:
    assert browser.post(URL, {"text": "a", "of": of}).status_code == 400


def test_whoever_is_signed_out_is_told_nothing() -> None:
    assert Client().post(URL, {"text": "a", "of": "0 sandbox"}).status_code == 302
