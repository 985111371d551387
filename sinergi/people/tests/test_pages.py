"""Every page of this room, drawn at least once: a name a template does not know is an error."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sinergi.people import invitations, views
from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD, SignIn, switch_on_codes
from sinergi.people.tests.passkey import Passkey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

TEMPLATES = Path(views.__file__).parent / "templates"
ALL = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def options(client: Client, url: str) -> dict[str, Any]:
    """Return what a page hands to the browser for its passkeys."""
    shown = client.get(url).content.decode()
    found = re.search(r'id="js_data" type="application/json">(.*?)</script>', shown, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(html.unescape(found[1]))
    return read


@pytest.fixture
def passkey(ayu: User, sign_in: SignIn) -> tuple[Client, Passkey]:
    """Ayu after she added a passkey by its page."""
    client, key = sign_in(ayu), Passkey()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    url = reverse("mfa_add_webauthn")
    made = key.made(options(client, url)["creation_options"])
    data = {"name": "HP kantor", "passwordless": "on", "credential": made}
    assert client.post(url, data).status_code == 302
    return client, key


def opened(client: Client, *names: str) -> None:
    for name in names:
        answer = client.get(name if "/" in name else reverse(name))
        assert answer.status_code == (401 if name == "socialaccount_login_error" else 200), (
            name,
            answer.status_code,
            answer.headers,
        )


def test_every_template_is_drawn(
    ayu: User, citra: User, passkey: tuple[Client, Passkey], sign_in: SignIn
) -> None:
    loaded = engines["jinja2"].env.cache  # type: ignore[attr-defined]  # Jinja's engine
    loaded.clear()
    client, _ = passkey
    switch_on_codes(client)
    number = Authenticator.objects.get(type="webauthn").pk
    opened(
        client,
        "settings:home", "settings:profile", "settings:tokens", "usersessions_list", "mfa_index",
        "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp",
        "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "account_reauthenticate", "account_change_password",
        "account_logout", "socialaccount_connections",
        reverse("mfa_edit_webauthn", args=[number]), reverse("mfa_remove_webauthn", args=[number]),
    )  # fmt: skip
    opened(sign_in(ayu), "mfa_authenticate")
    _, link = invitations.invite(
        ayu, email="f@example.go.id", name="Fajar", purpose={}, now=timezone.now()
    )
    outside = Client()
    opened(
        outside,
        "account_login", "account_signup", "account_inactive", "account_reset_password",
        "account_reset_password_done", "account_reset_password_from_key_done",
        "/masuk/lupa/1-salah/", "socialaccount_login_cancelled", "socialaccount_login_error", link,
    )  # fmt: skip
    assert outside.get(link[:-2] + "/").status_code == 404
    other = sign_in(citra)
    other.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    opened(other, "mfa_activate_totp")
    User.objects.filter(pk=citra.pk).update(password="!")
    other.force_login(User.objects.get(pk=citra.pk))
    opened(other, "account_set_password")
    for _ in range(31):
        last = outside.post(reverse("account_login"), {"login": "x", "password": "y"})
    assert last.status_code == 429
    drawn = {name for _, name in loaded}
    assert [name for name in ALL if name not in drawn] == []


def test_a_passkey_opens_the_door_alone(passkey: tuple[Client, Passkey]) -> None:
    _, key = passkey
    client = Client()
    url = reverse("mfa_login_webauthn")
    asked = client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).json()
    signed = key.signed(asked["request_options"])
    answer = client.post(url, {"credential": signed})
    assert (answer.status_code, answer["Location"]) == (302, "/kerja/")
    assert client.get("/kerja/").status_code == 200


def test_a_passkey_of_somebody_else_opens_nothing(passkey: tuple[Client, Passkey]) -> None:
    _, key = passkey
    thief = Passkey()
    thief.id, thief.owner = key.id, key.owner
    client, url = Client(), reverse("mfa_login_webauthn")
    for credential in (None, "", "{}", "[]", '{"response": 7}'):
        asked = client.get(url, headers={"x-requested-with": "XMLHttpRequest"}).json()
        sent = thief.signed(asked["request_options"]) if credential is None else credential
        assert client.post(url, {"credential": sent})["Location"] == reverse("account_login")
    assert client.get("/kerja/").status_code == 302


def test_a_passkey_is_renamed_and_removed(passkey: tuple[Client, Passkey], citra: User) -> None:
    client, _ = passkey
    number = Authenticator.objects.get(type="webauthn").pk
    edit, remove = (
        reverse(name, args=[number]) for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")
    )
    assert client.post(edit, {"name": "HP pribadi"}).status_code == 302
    assert "HP pribadi" in client.get(reverse("mfa_list_webauthn")).content.decode()
    stranger = Client()
    stranger.post("/masuk/", {"login": "citra", "password": PASSWORD})
    stranger.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert stranger.get(edit).status_code == 404
    assert stranger.post(remove).status_code == 404
    assert client.post(remove).status_code == 302
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize(
    "name", ["settings:home", "settings:profile", "settings:tokens", "usersessions_list"]
)
def test_signed_out_one_is_asked_to_sign_in(name: str) -> None:
    assert Client().get(reverse(name))["Location"].startswith("/masuk/")
