"""Lengths while one writes: counted by the server, as each network counts."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sinergi.networks import queries as networks
from sinergi.publishing.rules import LONGEST_TEXT
from sinergi.web import counting

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


def test_one_text_is_counted_once_for_all_places_of_a_network(browser: Client) -> None:
    asked = {"text": "a." * (LONGEST_TEXT // 2), "of": ["0 x"] * counting.MOST}
    (counted,) = set(browser.post(URL, asked).json()["lengths"])
    assert counted >= LONGEST_TEXT


def test_more_than_a_form_can_hold_is_not_counted(browser: Client) -> None:
    """A second's work at the most: it was a minute and more of one process."""
    asked = {"text": "a" * (LONGEST_TEXT + 1), "of": "0 x"}
    assert browser.post(URL, asked).json() == {"lengths": [None]}
    full = counting.MOST_LETTERS // LONGEST_TEXT
    texts = [chr(ord("a") + at) * LONGEST_TEXT for at in range(full + 2)]
    told = browser.post(URL, {"text": texts, "of": [f"{at} x" for at in range(len(texts))]})
    assert told.json() == {"lengths": [LONGEST_TEXT] * full + [None, None]}
