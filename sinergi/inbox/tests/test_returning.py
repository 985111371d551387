"""A session that ends while somebody writes loses nothing and leads to no bare page."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.people import returning, unsent
from sinergi.people.models import User
from sinergi.people.sessions import SessionStore

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


def kept_words(client: Client, user: User) -> list[dict[str, str]]:
    """Return the words that are kept for a person in a browser, page by page."""
    row = SessionStore(client.cookies[unsent.ROW].value)
    return [page["words"] for page in row[str(user.pk)].values()]


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
    assert kept_words(browser, ayu) == [{}]


def test_words_are_kept_for_a_while_only(
    browser: Client, conversation: Conversation, ayu: User
) -> None:
    lose_session(browser)
    browser.post(reverse("inbox:reply", args=[conversation.pk]), {"text": WORDS})
    later = timezone.now() - unsent.KEPT_FOR
    row = SessionStore(browser.cookies[unsent.ROW].value)
    for kept in row[str(ayu.pk)].values():
        kept["until"] = later.timestamp()
    row.save()
    browser.force_login(ayu)
    page = browser.get(reverse("inbox:conversation", args=[conversation.pk]))
    assert WORDS not in page.content.decode()


def test_more_than_anybody_types_is_not_kept(browser: Client, ayu: User) -> None:
    lose_session(browser)
    browser.post(reverse("content:write"), {"text": "a" * (returning.MOST + 1)})
    assert kept_words(browser, ayu) == [{}]


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
