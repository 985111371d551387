"""What was typed in a lost session is its writer's alone, whoever signs in there next."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.test_returning import WORDS, lose_session, sign_in
from sinergi.people import unsent
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def conversation(heard: Hear) -> Conversation:
    return heard("c1")


@pytest.fixture
def browser(ayu: User) -> Client:
    client = Client()
    client.force_login(ayu)
    client.get(reverse("desk:today"))
    return client


def test_words_are_shown_to_nobody_else_who_signs_in_there(browser: Client, citra: User) -> None:
    """Phones and desks are shared; and what Citra does there takes nothing from Ayu."""
    page = reverse("content:write")
    lose_session(browser)
    led = browser.post(page, {"text": WORDS})["Location"]
    assert sign_in(browser, led, citra.username) == page
    assert WORDS not in browser.get(page).content.decode()
    assert WORDS not in str(browser.session.items())
    browser.post(reverse("account_logout"))
    assert sign_in(browser, led) == page
    assert WORDS in browser.get(page).content.decode()


def test_words_of_two_pages_and_of_two_people_are_kept_beside_each_other(
    browser: Client, conversation: Conversation, budi: User
) -> None:
    page, note = (reverse(f"inbox:{name}", args=[conversation.pk]) for name in ("reply", "note"))
    lose_session(browser)
    browser.post(reverse("content:write"), {"text": "Kata Ayu untuk unggahan"})
    led = browser.post(page, {"text": WORDS})["Location"]
    sign_in(browser, led, budi.username)
    browser.get(reverse("desk:today"))
    lose_session(browser)
    browser.post(note, {"note-text": "Catatan Budi saja"})
    sign_in(browser, led)
    talk, write = reverse("inbox:conversation", args=[conversation.pk]), reverse("content:write")
    seen = browser.get(talk).content.decode()
    assert WORDS in seen
    assert "Catatan Budi saja" not in seen
    assert "Kata Ayu untuk unggahan" in browser.get(write).content.decode()
    sign_in(browser, led, budi.username)
    browser.force_login(budi)
    assert "Catatan Budi saja" in browser.get(talk).content.decode()
    assert browser.cookies[unsent.ROW].value == ""


def test_whose_words_they_are_cannot_be_made_up(
    browser: Client, conversation: Conversation, budi: User
) -> None:
    browser.cookies[unsent.WHO] = f"{budi.pk}:{'a' * 43}"
    lose_session(browser)
    browser.post(reverse("inbox:reply", args=[conversation.pk]), {"text": WORDS})
    assert unsent.ROW not in browser.cookies
    assert not Session.objects.filter(session_data__contains=WORDS).exists()


def test_who_was_signed_in_is_known_again_after_the_keys_have_changed(
    browser: Client, ayu: User
) -> None:
    browser.cookies[unsent.WHO] = f"{ayu.pk}:of-another-key"
    browser.get(reverse("desk:today"))
    page = reverse("content:write")
    lose_session(browser)
    led = browser.post(page, {"text": WORDS})["Location"]
    assert sign_in(browser, led) == page
    assert WORDS in browser.get(page).content.decode()
