"""Signing in: by password, codes, recovery codes, from which devices, and not by guessing."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from sinergi.audit.models import Entry
from sinergi.people.devices import device_name
from sinergi.people.models import User
from sinergi.people.tests.conftest import PASSWORD, PHONE, SignIn, code_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

LOGIN = "/masuk/"


def is_in(client: Client) -> bool:
    return client.get("/kerja/").status_code == 200


def told(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


@pytest.mark.parametrize("name", ["ayu", "AYU@example.go.id"])
def test_a_password_opens_the_door_by_name_or_e_mail(ayu: User, name: str) -> None:
    client = Client()
    answer = client.post(LOGIN, {"login": name, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/kerja/")
    assert is_in(client)
    assert told("person.signed_in") == 1


def test_a_wrong_password_keeps_the_name_and_is_noted(ayu: User) -> None:
    client = Client()
    answer = client.post(LOGIN, {"login": "ayu", "password": "salah-sekali"})
    assert answer.status_code == 200
    assert 'value="ayu"' in answer.content.decode()
    assert not is_in(client)
    assert told("person.sign_in_failed") == 1


def test_a_closed_account_does_not_open(ayu: User) -> None:
    User.objects.filter(pk=ayu.pk).update(is_active=False)
    client = Client()
    answer = client.post(LOGIN, {"login": "ayu", "password": PASSWORD}, follow=True)
    assert answer.status_code == 200
    assert not is_in(client)


def test_guessing_is_slowed_down_even_with_the_right_password(ayu: User) -> None:
    for _ in range(5):
        Client().post(LOGIN, {"login": "ayu", "password": "salah-sekali"})
    client = Client()
    answer = client.post(LOGIN, {"login": "ayu", "password": PASSWORD})
    assert answer.status_code == 429
    assert 'id="errors"' in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:5012", "203.0.113.7"),
        ("[2001:db8::7]:443", "2001:db8::7"),
        ("fe80::7%eth0", "fe80::7"),
        ("unknown", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_the_door_opens_whatever_a_proxy_says_of_where_one_is(
    ayu: User, settings: Settings, forwarded: str, address: str
) -> None:
    settings.TRUST_PROXY = True
    client = Client(headers={"x-forwarded-for": forwarded})
    assert client.post(LOGIN, {"login": "ayu", "password": PASSWORD}).status_code == 302
    assert UserSession.objects.get().ip == address
    assert Entry.objects.get(verb="person.signed_in").ip == address


def test_who_comes_from_nowhere_is_let_in(ayu: User) -> None:
    client = Client(REMOTE_ADDR="")
    assert client.post(LOGIN, {"login": "ayu", "password": PASSWORD}).status_code == 302
    assert client.get(reverse("usersessions_list")).status_code == 200


def test_many_sign_ins_from_one_place_are_refused_with_a_page(ayu: User) -> None:
    answers = [Client().post(LOGIN, {"login": "x", "password": ""}) for _ in range(31)]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429
    assert "Sinergi" in answers[-1].content.decode()


def test_next_leads_only_to_our_own_pages(ayu: User) -> None:
    data = {"login": "ayu", "password": PASSWORD}
    there = Client().post(LOGIN + "?next=/kerja/konten/", {**data, "next": "/kerja/konten/"})
    assert there["Location"] == "/kerja/konten/"
    away = Client().post(LOGIN, {**data, "next": "https://jahat.example/"})
    assert away["Location"] == "/kerja/"


def test_codes_from_an_app_are_asked_for_after_the_password(
    ayu: User, with_codes: tuple[Client, str, list[str]], sign_in: SignIn
) -> None:
    _, secret, _ = with_codes
    client = sign_in(ayu)
    assert not is_in(client)
    step = reverse("mfa_authenticate")
    assert client.get(step).status_code == 200
    assert client.post(step, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    cache.clear()  # each code works once, and this one switched the codes on
    assert client.post(step, {"code": code_of(secret)}).status_code == 302
    assert is_in(client)
    assert told("person.factor_added") == 2  # the app, and its recovery codes
    assert told("person.factor_failed") == 1


def test_a_recovery_code_works_once(
    ayu: User, with_codes: tuple[Client, str, list[str]], sign_in: SignIn
) -> None:
    _, _, codes = with_codes
    assert len(codes) == 10
    step = reverse("mfa_authenticate")
    first = sign_in(ayu)
    assert first.post(step, {"code": codes[0]}).status_code == 302
    assert is_in(first)
    second = sign_in(ayu)
    assert second.post(step, {"code": codes[0]}).status_code == 200
    assert not is_in(second)


def test_codes_are_switched_off_and_made_anew(with_codes: tuple[Client, str, list[str]]) -> None:
    client, _, codes = with_codes
    anew = reverse("mfa_generate_recovery_codes")
    assert client.get(anew).status_code == 200
    assert client.post(anew).status_code == 302
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert codes[0] not in shown
    off = reverse("mfa_deactivate_totp")
    assert client.get(off).status_code == 200
    assert client.post(off).status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()


def test_sensitive_pages_ask_for_the_password_again(ayu: User) -> None:
    client = Client()
    client.force_login(ayu)  # long ago, so to say
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
    again = answer["Location"]
    assert client.get(again).status_code == 200
    assert client.post(again, {"password": "salah-sekali"}).status_code == 200
    assert client.post(again, {"password": PASSWORD}).status_code == 302
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_devices_are_listed_by_name_and_can_be_signed_out(
    ayu: User, citra: User, sign_in: SignIn
) -> None:
    phone, office = sign_in(ayu), sign_in(ayu, device="Mozilla/5.0 (Windows NT 10.0) Firefox/115.0")
    shown = office.get(reverse("usersessions_list")).content.decode()
    assert "Chrome" in shown
    assert "Android" in shown
    assert "Firefox" in shown
    end = re.findall(r'action="([^"]+/akhiri/)"', shown)
    assert len(end) == 1  # not the one it is seen from
    assert sign_in(citra).post(end[0]).status_code == 404
    assert is_in(phone)
    assert office.post(end[0]).status_code == 302
    assert not is_in(phone)
    assert is_in(office)
    assert told("person.session_ended") == 1


def test_all_other_devices_end_at_once(ayu: User, sign_in: SignIn) -> None:
    others, here = [sign_in(ayu), sign_in(ayu)], sign_in(ayu)
    assert here.post(reverse("usersessions_list")).status_code == 302
    assert [is_in(client) for client in [*others, here]] == [False, False, True]


def test_a_device_has_a_name_people_know() -> None:
    assert device_name(PHONE) in {"Chrome on Android", "Chrome di Android"}
    assert device_name("") in {"Unknown device", "Perangkat tak dikenal"}
    assert device_name("curl/8") in {"Unknown device", "Perangkat tak dikenal"}
    assert "Edge" in device_name("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537 Edg/126")


def test_a_new_password_signs_the_other_devices_out(ayu: User, sign_in: SignIn) -> None:
    phone, office = sign_in(ayu), sign_in(ayu)
    url = reverse("account_change_password")
    new = {
        "oldpassword": PASSWORD,
        "password1": "ganti-yang-baru-9",
        "password2": "ganti-yang-baru-9",
    }
    assert office.post(url, {**new, "oldpassword": "salah"}).status_code == 200
    assert office.post(url, new).status_code == 302
    assert is_in(office)
    assert not is_in(phone)
    assert told("person.password_changed") == 1


def test_a_forgotten_password_is_set_by_a_link_that_works_once(ayu: User) -> None:
    client = Client()
    ask = reverse("account_reset_password")
    assert client.get(ask).status_code == 200
    assert client.post(ask, {"email": "ayu@example.go.id"}).status_code == 302
    assert client.get(reverse("account_reset_password_done")).status_code == 200
    sent = mail.outbox[0]
    assert sent.subject == "Sinergi: kata sandi baru"
    link = re.search(r"http://\S+(/masuk/lupa/\S+)", str(sent.body))
    assert link
    assert "testserver" not in str(sent.body).replace(link[0], "")  # it names us, not an address
    page = client.get(link[1], follow=True)
    form = page.redirect_chain[-1][0]
    assert page.status_code == 200
    short = client.post(form, {"password1": "pendek", "password2": "pendek"})
    assert short.status_code == 200
    new = {"password1": "ganti-yang-baru-9", "password2": "ganti-yang-baru-9"}
    assert client.post(form, new, follow=True).status_code == 200
    assert Client().login(username="ayu", password=new["password1"])
    again = Client().get(link[1], follow=True).content.decode()
    assert 'name="password1"' not in again


def test_the_link_names_us_however_the_server_was_called(ayu: User, settings: Settings) -> None:
    settings.SITE_URL = "https://sinergi.example.go.id"
    asked = {"email": "ayu@example.go.id"}
    Client().post(reverse("account_reset_password"), asked, headers={"host": "localhost:9"})
    assert f"{settings.SITE_URL}/masuk/lupa/" in str(mail.outbox[0].body)
    assert "localhost" not in str(mail.outbox[0].body)


def test_a_stranger_gets_no_mail_and_learns_nothing(ayu: User) -> None:
    known = Client().post(reverse("account_reset_password"), {"email": "ayu@example.go.id"})
    strange = Client().post(reverse("account_reset_password"), {"email": "siapa@example.com"})
    assert known["Location"] == strange["Location"]
    assert [m.to for m in mail.outbox] == [["ayu@example.go.id"]]


def test_signing_out_is_asked_for_and_done(ayu: User, sign_in: SignIn) -> None:
    client = sign_in(ayu)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not get_user(client).is_authenticated
    assert told("person.signed_out") == 1


def test_nobody_signs_up(db: None) -> None:
    url, before = reverse("account_signup"), User.objects.count()
    filled = {"email": "x@example.com", "username": "x", "password1": "rahasia-besar-9"}
    assert Client().get(url).status_code == 200
    Client().post(url, {**filled, "password2": filled["password1"]})
    assert User.objects.count() == before


def test_who_guesses_cannot_crowd_out_the_count_of_the_guesses(ayu: User) -> None:
    for _ in range(5):
        Client().post(LOGIN, {"login": "ayu", "password": "salah-sekali"})
    for number in range(700):
        cache.set(f"guess-{number}", [0.0], 300)
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(LOGIN, {"login": "ayu", "password": PASSWORD}).status_code == 429
