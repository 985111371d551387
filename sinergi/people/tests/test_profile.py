"""One's own name, address and language; the address only by oneself."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_a_profile_is_changed_and_an_address_of_another_refused(ayu: User, citra: User) -> None:
    client = Client()
    client.force_login(ayu)
    url = reverse("settings:profile")
    taken = {"name": "Ayu Lestari", "email": "CITRA@example.go.id", "language": "en"}
    kept = client.post(url, taken)
    assert kept.status_code == 200
    assert "Ayu Lestari" in kept.content.decode()
    assert client.post(url, {**taken, "email": ayu.email, "name": "Ayu L."})["Location"] == url
    asked = client.post(url, {**taken, "email": "ayu.l@example.go.id"})["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    ayu.refresh_from_db()
    assert (ayu.name, ayu.email) == ("Ayu L.", "ayu@example.go.id")
    assert client.post(asked, {"password": "salah-sekali"}).status_code == 200
    assert client.post(asked, {"password": PASSWORD})["Location"] == url
    ayu.refresh_from_db()
    assert (ayu.name, ayu.email, ayu.language) == ("Ayu Lestari", "ayu.l@example.go.id", "en")
    assert "Profile and language" in client.get(url).content.decode()
