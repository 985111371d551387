"""Signing in by the service of somebody else, against one that answers on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user
from django.test import Client
from pytest_django import Settings

from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

START = "/masuk/sso/oidc/oidc/login/"

#: Prints what the settings make of the environment.
SHOW = """
import json
from sinergi import settings
print(json.dumps(settings.SOCIALACCOUNT_PROVIDERS))
"""


class Service(BaseHTTPRequestHandler):
    """An OpenID Connect service that knows one person."""

    person: dict[str, object] = {}

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.endswith("/openid-configuration"):
            names = ("authorization", "token", "userinfo")
            found: object = {f"{name}_endpoint": f"{here}/{name}" for name in names}
        else:
            found = type(self).person
        self._answer(found)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        good = sent.get("code") == ["kode"] and "code_verifier" in sent
        self._answer({"access_token": "akses", "token_type": "Bearer"} if good else {})

    def _answer(self, found: object) -> None:
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as the library names it
        return


@pytest.fixture
def service(settings: Settings) -> Iterator[type[Service]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    connect(settings, f"http://127.0.0.1:{server.server_port}")
    yield Service
    server.shutdown()
    server.server_close()


def connect(settings: Settings, address: str) -> None:
    app = {"provider_id": "oidc", "name": "SSO Pemkab", "client_id": "sinergi", "secret": "rahasia"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [{**app, "settings": {"server_url": address}}],
        }
    }


def come_back(client: Client) -> str:
    """Go to the service and come back as it sends people back; return where one lands."""
    there = client.get(START)
    assert there.status_code == 302, there.content
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = urlsplit(asked["redirect_uri"][0]).path
    answer = client.get(back, {"code": "kode", "state": asked["state"][0]})
    assert answer.status_code == 302, answer.content
    return str(answer["Location"])


def test_the_settings_build_the_provider() -> None:
    given = {
        "SINERGI_OIDC_URL": "https://sso.example.go.id/realms/pemkab",
        "SINERGI_OIDC_NAME": "SSO Pemkab",
        "SINERGI_OIDC_CLIENT": "sinergi",
        "SINERGI_OIDC_SECRET": "rahasia",
    }
    out = subprocess.run(
        [sys.executable, "-c", SHOW], env={**os.environ, **given}, capture_output=True, check=True
    )
    app = json.loads(out.stdout)["openid_connect"]["APPS"][0]
    assert (app["name"], app["client_id"], app["secret"]) == ("SSO Pemkab", "sinergi", "rahasia")
    assert app["settings"]["server_url"] == given["SINERGI_OIDC_URL"]


def test_without_settings_there_is_no_button() -> None:
    assert "/masuk/sso/" not in Client().get("/masuk/").content.decode()
    assert Client().get(START).status_code == 404


def test_the_button_is_a_link_for_no_form_may_end_elsewhere(service: type[Service]) -> None:
    shown = Client().get("/masuk/").content.decode()
    assert f'href="{START}"' in shown
    assert "SSO Pemkab" in shown


def test_a_known_verified_address_opens_the_door(service: type[Service], ayu: User) -> None:
    service.person = {"sub": "7", "email": "AYU@example.go.id", "email_verified": True}
    client = Client()
    assert come_back(client) == "/kerja/"
    assert client.get("/kerja/").status_code == 200
    service.person = {"sub": "7", "email": "berganti@example.go.id", "email_verified": False}
    assert come_back(Client()) == "/kerja/"  # known by the service's own number from now on


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "8", "email": "siapa@example.go.id", "email_verified": True},
        {"sub": "8", "email": "ayu@example.go.id", "email_verified": False},
        {"sub": "8"},
    ],
)
def test_a_stranger_or_an_unverified_address_does_not(
    service: type[Service], ayu: User, person: dict[str, object]
) -> None:
    service.person, before = person, User.objects.count()
    client = Client()
    assert come_back(client) == "/masuk/"
    assert client.get("/kerja/").status_code == 302
    assert User.objects.count() == before


def test_a_closed_account_stays_closed(service: type[Service], ayu: User) -> None:
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    service.person = {"sub": "7", "email": "ayu@example.go.id", "email_verified": True}
    client = Client()
    come_back(client)
    assert client.get("/kerja/").status_code == 302


def test_who_came_back_is_not_taken_for_who_left(service: type[Service], ayu: User) -> None:
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    again = User.objects.create_user("ayu-2", "ayu@example.go.id", "x", name="Ayu")
    service.person = {"sub": "7", "email": "ayu@example.go.id", "email_verified": True}
    client = Client()
    assert come_back(client) == "/kerja/"
    assert get_user(client) == again


def test_a_service_that_is_away_or_says_no_is_told_on_a_page(
    service: type[Service], settings: Settings
) -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    back = urlsplit(asked["redirect_uri"][0]).path
    for more in ({"error": "access_denied"}, {"code": "salah"}):
        answer = client.get(back, {"state": asked["state"][0], **more}, follow=True)
        assert answer.status_code in {200, 401}, more
        asked = parse_qs(urlsplit(client.get(START)["Location"]).query)
    connect(settings, "http://127.0.0.1:9")
    away = client.get(START)
    assert away.status_code == 503
    assert "/masuk/" in away.content.decode()
