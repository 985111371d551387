"""A session that ends while somebody writes loses nothing and leads to no bare page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.people import returning, unsent
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

WORDS = "Bisa, Bu. Kami tunggu sampai pukul 16.00."


@pytest.fixture
def conversation(heard: Hear) -> Conversation:
    return heard("c1")


@pytest.fixture
def browser(ayu: User) -> Client:
    client = Client()
    client.force_login(ayu)
    client.get(reverse("desk:today"))
    return client


def lose_session(client: Client) -> None:
    del client.cookies[settings.SESSION_COOKIE_NAME]


def sign_in(client: Client, address: str, name: str = "ayu") -> str:
    """Sign in on the page that one was led to; return the page one comes to."""
    _, _, page = address.partition("next=")
    data = {"login": name, "password": "kata-sandi-uji", "next": page.replace("%2F", "/")}
    there: str = client.post(address, data)["Location"]
    return there


@pytest.mark.parametrize(("form", "field"), [("reply", "text"), ("note", "note-text")])
def test_an_answer_typed_in_a_lost_session_stands_on_its_page_again(
    browser: Client, conversation: Conversation, form: str, field: str
) -> None:
    page = reverse("inbox:conversation", args=[conversation.pk])
    lose_session(browser)
    answer = browser.post(reverse(f"inbox:{form}", args=[conversation.pk]), {field: WORDS})
    assert answer["Location"] == f"/masuk/?next={page.replace('/', '%2F')}"
    asked = browser.get(answer["Location"]).content.decode()
    assert 'class="banner warning"' in asked
    assert WORDS not in asked
    assert sign_in(browser, answer["Location"]) == page
    shown = browser.get(page).content.decode()
    assert f">\n{WORDS}</textarea>" in shown
    assert 'class="banner warning"' in shown
    assert WORDS not in browser.get(page).content.decode()
    assert not Message.objects.filter(direction="out").exists()


def test_words_of_any_other_form_are_shown_on_its_page(browser: Client) -> None:
    lose_session(browser)
    answer = browser.post(reverse("content:write"), {"text": WORDS, "unit": "1"})
    page = sign_in(browser, answer["Location"])
    assert page == reverse("content:write")
    assert f'id="unsent-1" dir="auto">{WORDS}<' in browser.get(page).content.decode()


def test_passwords_and_keys_are_not_kept(browser: Client, ayu: User) -> None:
    lose_session(browser)
    secrets = {"token": "rahasia", "oldpassword": "rahasia", "credential": "rahasia"}
    browser.post(reverse("settings:tokens"), secrets | {"name": "x"})
    kept = unsent.SessionStore(browser.cookies[unsent.ROW].value)[str(ayu.pk)]
    assert [page["words"] for page in kept.values()] == [{}]


def test_words_are_kept_for_a_while_only(
    browser: Client, conversation: Conversation, ayu: User
) -> None:
    lose_session(browser)
    browser.post(reverse("inbox:reply", args=[conversation.pk]), {"text": WORDS})
    later = timezone.now() - unsent.KEPT_FOR
    row = unsent.SessionStore(browser.cookies[unsent.ROW].value)
    for kept in row[str(ayu.pk)].values():
        kept["until"] = later.timestamp()
    row.save()
    browser.force_login(ayu)
    page = browser.get(reverse("inbox:conversation", args=[conversation.pk]))
    assert WORDS not in page.content.decode()


def test_more_than_anybody_types_is_not_kept(browser: Client, ayu: User) -> None:
    lose_session(browser)
    browser.post(reverse("content:write"), {"text": "a" * (returning.MOST + 1)})
    kept = unsent.SessionStore(browser.cookies[unsent.ROW].value)[str(ayu.pk)]
    assert [page["words"] for page in kept.values()] == [{}]


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


def test_a_stranger_cannot_fill_our_sessions(conversation: Conversation) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.post(reverse("inbox:reply", args=[conversation.pk]), {"text": WORDS})
    assert settings.SESSION_COOKIE_NAME not in stranger.cookies


def test_a_draft_is_dropped_when_the_server_has_taken_it_and_not_before(
    browser: Client, conversation: Conversation
) -> None:
    url, draft = reverse("inbox:reply", args=[conversation.pk]), f"reply-{conversation.pk}"
    assert "sent" not in browser.post(url, {"text": "", "draft": draft}).cookies
    taken = browser.post(url, {"text": WORDS, "draft": draft})
    assert taken.cookies["sent"].value == draft
    assert "sent" not in browser.post(url, {"text": "Lagi", "draft": "a; b"}).cookies
    lose_session(browser)
    assert "sent" not in browser.post(url, {"text": WORDS, "draft": draft}).cookies
