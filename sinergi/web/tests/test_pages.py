"""What pages remember of a browser, and how they answer what they do not do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


@pytest.fixture
def browser(ayu: User) -> Client:
    client = Client()
    client.force_login(ayu)
    return client


def test_single_keys_can_be_switched_off_and_on_again(browser: Client) -> None:
    settings, switch = reverse("settings:home"), reverse("desk:shortcuts")
    assert 'value="off"' in browser.get(settings).content.decode()
    for chosen, kept in (("off", "off"), ("on", "")):
        assert browser.post(switch, {"shortcuts": chosen}).headers["Location"] == settings
        assert browser.cookies["shortcuts"].value == kept
        offered = "on" if chosen == "off" else "off"
        assert f'value="{offered}"' in browser.get(settings).content.decode()
