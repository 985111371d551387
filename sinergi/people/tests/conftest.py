"""People at the door, as browsers do it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from sinergi.people.models import User

PASSWORD = "kata-sandi-uji"

PHONE = (
    "Mozilla/5.0 (Linux; Android 13; SM-A146P) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)

SignIn = Callable[..., Client]


def code_of(secret: str) -> str:
    """Return what an authenticator app shows now."""
    counter = int(time.time()) // 30
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))


@pytest.fixture
def sign_in(db: None) -> SignIn:
    """Sign in by the page, which remembers when and how."""

    def do(user: User, password: str = PASSWORD, device: str = PHONE) -> Client:
        client = Client(headers={"user-agent": device})
        filled = {"login": user.username, "password": password}
        client.post(reverse("account_login"), filled)
        return client

    return do


def switch_on_codes(client: Client) -> str:
    """Switch on codes from an app in a browser that confirmed its password; return the key."""
    url = reverse("mfa_activate_totp")
    page = client.get(url).content.decode()
    secret = str(re.findall(r'class="wrap">([A-Z2-7]+)<', page)[0])
    assert client.post(url, {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.fixture
def with_codes(
    ayu: User,
    sign_in: SignIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> tuple[Client, str, list[str]]:
    """Ayu after she switched on codes from an app: her browser, the key, her recovery codes."""
    client = sign_in(ayu)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        secret = switch_on_codes(client)
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    return client, secret, re.findall(r"<li>(\d+)</li>", shown)
