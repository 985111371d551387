"""With a new password one's API tokens end, unless one says otherwise."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from sinergi.audit.models import Entry
from sinergi.people import tokens
from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

NEW = {"password1": "ganti-yang-baru-9", "password2": "ganti-yang-baru-9"}
CHANGE = {"oldpassword": PASSWORD, **NEW}


def test_a_new_password_ends_tokens_unless_they_are_to_stay(
    ayu: User, citra: User, sign_in: SignIn
) -> None:
    url, client = reverse("account_change_password"), sign_in(ayu)
    assert 'name="tokens"' not in client.get(url).content.decode()
    _, hers = tokens.create(None, ayu, name="Skrip malam", scopes=["posts:read"])
    _, other = tokens.create(None, citra, name="Milik Citra", scopes=["posts:read"])
    page = client.get(url).content.decode()
    assert re.search(r'<input type="checkbox" name="tokens"[^>]* checked', page)
    assert "Skrip malam" in page
    assert "Milik Citra" not in page
    assert client.post(url, CHANGE).status_code == 302
    assert tokens.authenticate(hers)
    again = {"oldpassword": NEW["password1"], "password1": PASSWORD, "password2": PASSWORD}
    wrong = {**again, "password2": "lain-sekali-9", "tokens": "on"}
    assert client.post(url, wrong).status_code == 200
    assert tokens.authenticate(hers)
    assert client.post(url, {**again, "tokens": "on"}).status_code == 302
    assert tokens.authenticate(hers) is None
    assert tokens.authenticate(other)
    assert Entry.objects.get(verb="token.revoked").actor_id == ayu.pk


def test_a_forgotten_password_ends_tokens_as_well(ayu: User) -> None:
    _, hers = tokens.create(None, ayu, name="Skrip malam", scopes=["posts:read"])
    client = Client()
    client.post(reverse("account_reset_password"), {"email": ayu.email})
    link = re.search(r"http://\S+(/masuk/lupa/\S+)", str(mail.outbox[0].body))
    assert link
    page = client.get(link[1], follow=True)
    assert "Skrip malam" in page.content.decode()
    client.post(page.redirect_chain[-1][0], {**NEW, "tokens": "on"})
    assert tokens.authenticate(hers) is None


def test_who_sets_a_first_password_is_asked_about_tokens(ayu: User) -> None:
    ayu.set_unusable_password()
    ayu.save(update_fields=["password"])
    _, hers = tokens.create(None, ayu, name="Skrip malam", scopes=["posts:read"])
    client, url = Client(), reverse("account_set_password")
    client.force_login(ayu)
    assert "Skrip malam" in client.get(url).content.decode()
    client.post(url, {**NEW, "tokens": "on"})
    assert tokens.authenticate(hers) is None
