"""Tokens for programs: shown once, limited, ended."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.lib.text import No
from sinergi.people import tokens
from sinergi.people.models import ApiToken, User
from sinergi.people.tests.conftest import PASSWORD, SignIn

pytestmark = pytest.mark.django_db


def test_a_token_is_known_by_its_text_and_never_stored_plain(ayu: User) -> None:
    made, plain = tokens.create(ayu, ayu, name="Skrip", scopes=["posts:read", "posts:read"])
    assert plain.startswith("sng_")
    found = tokens.authenticate(plain)
    assert found == made
    assert found.user == ayu
    assert made.scopes == ["posts:read"]
    stored = str(list(ApiToken.objects.values())) + str(list(Entry.objects.values()))
    assert plain not in stored
    assert plain.removeprefix("sng_") not in stored


@pytest.mark.parametrize("scopes", [[], ["posts:delete"], ["posts:read", ""]])
def test_a_scope_that_does_not_exist_is_refused(ayu: User, scopes: list[str]) -> None:
    with pytest.raises(No):
        tokens.create(ayu, ayu, name="Skrip", scopes=scopes)
    assert not ApiToken.objects.exists()


def test_a_token_ends_with_its_time_its_person_or_by_hand(ayu: User) -> None:
    now = timezone.now()
    _, late = tokens.create(None, ayu, name="a", scopes=["posts:read"], expires=now)
    _, soon = tokens.create(
        None, ayu, name="b", scopes=["posts:read"], expires=now + timedelta(hours=1)
    )
    made, plain = tokens.create(None, ayu, name="c", scopes=["posts:read"])
    assert tokens.authenticate(late) is None
    assert tokens.authenticate(soon)
    tokens.revoke(ayu, made)
    tokens.revoke(ayu, made)
    assert tokens.authenticate(plain) is None
    assert Entry.objects.filter(verb="token.revoked").count() == 1
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    assert tokens.authenticate(soon) is None


@pytest.mark.parametrize("text", ["", "sng_", "sng_x", "x", "sng_" + "a" * 10_000, "sng_\0"])
def test_what_is_no_token_opens_nothing(ayu: User, text: str) -> None:
    tokens.create(None, ayu, name="a", scopes=["posts:read"])
    assert tokens.authenticate(text) is None


def test_a_busy_token_writes_seldom(ayu: User) -> None:
    _, plain = tokens.create(None, ayu, name="a", scopes=["posts:read"])
    tokens.authenticate(plain)
    first = ApiToken.objects.get().last_used
    assert first
    tokens.authenticate(plain)
    assert ApiToken.objects.get().last_used == first


@pytest.mark.usefixtures("pages")
def test_a_token_is_made_shown_once_and_revoked_on_its_page(ayu: User, citra: User) -> None:
    client, url = Client(), reverse("settings:tokens")
    client.force_login(ayu)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    wrong = client.post(url, {"name": "Skrip", "days": "9999", "scopes": ["posts:read"]})
    assert 'id="token"' not in wrong.content.decode()
    assert "Skrip" in wrong.content.decode()
    answer = client.post(url, {"name": "Skrip", "days": "30", "scopes": ["posts:read"]})
    shown = re.search(r'id="token">(sng_[^<]+)<', answer.content.decode())
    assert shown
    assert tokens.authenticate(shown[1])
    assert shown[1] not in client.get(url).content.decode()
    assert "no-store" in answer["Cache-Control"]
    revoke = reverse("settings:revoke-token", args=[ApiToken.objects.get().pk])
    stranger = Client()
    stranger.force_login(citra)
    assert "Skrip" not in stranger.get(url).content.decode()
    assert stranger.post(revoke).status_code == 404
    assert tokens.authenticate(shown[1])
    assert client.post(revoke).status_code == 302
    assert tokens.authenticate(shown[1]) is None


@pytest.mark.usefixtures("pages")
def test_a_token_is_made_by_oneself_and_what_was_typed_stays(ayu: User, sign_in: SignIn) -> None:
    client, url = sign_in(ayu), reverse("settings:tokens")
    typed = {"name": "Skrip", "days": "30", "scopes": ["posts:read"]}
    asked = client.post(url, typed)["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    assert client.post(asked, {"password": "salah-sekali"}).status_code == 200
    assert not ApiToken.objects.exists()
    page = client.post(asked, {"password": PASSWORD})
    shown = re.search(r'id="token">(sng_[^<]+)<', page.content.decode())
    assert shown
    assert tokens.authenticate(shown[1])
    assert "no-store" in page["Cache-Control"]
    assert f'action="{url}"' in page.content.decode()
