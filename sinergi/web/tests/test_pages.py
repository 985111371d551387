"""What pages remember of a browser, and how they answer what they do not do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from sinergi.conftest import person
from sinergi.people import returning
from sinergi.people.models import User
from sinergi.units.models import Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]


def test_single_keys_can_be_switched_off_and_on_again(browser: Client) -> None:
    settings, switch = reverse("settings:home"), reverse("desk:shortcuts")
    assert 'value="off"' in browser.get(settings).content.decode()
    for chosen, kept in (("off", "off"), ("on", "")):
        assert browser.post(switch, {"shortcuts": chosen}).headers["Location"] == settings
        assert browser.cookies["shortcuts"].value == kept
        offered = "on" if chosen == "off" else "off"
        assert f'value="{offered}"' in browser.get(settings).content.decode()


@pytest.mark.parametrize(
    "to", ["{{7*7}}", "9" * 30, "", "https://x.example/", "//x.example", "kerja"]
)
def test_who_chooses_how_it_looks_stays_in_the_house(to: str) -> None:
    for name in ("public:theme", "public:language"):
        assert Client().post(reverse(name), {"next": to})["Location"] == "/"
    assert Client().post(reverse("public:theme"), {"next": "/tentang/"})["Location"] == "/tentang/"


def test_whoever_asks_for_an_icon_gets_ours() -> None:
    found = Client().get("/favicon.ico")
    assert found.status_code == 302
    assert re.fullmatch(r"/static/web/icon\.\w+\.svg", found["Location"])


def only_forms() -> list[str]:
    """Return an address of every name that takes forms alone."""
    found = [
        "/" + re.sub(r"<\w+:\w+>", "sandbox", re.sub(r"<int:\w+>", "1", pattern))
        for pattern in patterns(get_resolver(), "")
        if "(" not in pattern and not pattern.startswith("api/")
    ]
    return [address for address in found if returning.page_of(address) != address]


def patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here)
        else:
            yield here


def test_every_address_that_only_takes_forms_is_known() -> None:
    assert {"/bahasa/", "/kerja/kotak-masuk/1/balas/", "/kerja/konten/1/minta/"} <= set(
        only_forms()
    )
    assert returning.page_of("/kerja/pengaturan/token/1/cabut/") == "/kerja/pengaturan/token/"
    assert returning.page_of("/kerja/kotak-masuk/1/balas/") == "/kerja/kotak-masuk/1/"
    assert returning.page_of("/tidak-ada/di-sini/") == "/"


@pytest.mark.parametrize("address", only_forms())
def test_opening_what_only_takes_forms_shows_a_page_with_the_way_back(
    browser: Client, address: str
) -> None:
    answer = browser.get(address)
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert f'href="{returning.page_of(address)}"' in answer.content.decode()


def test_whoever_may_see_no_posts_is_not_told_that_there_are_none(
    ayu: User, tree: dict[str, Unit]
) -> None:
    operator = Client()
    operator.force_login(person("indra", "Indra", tree["regency"], Role.OPERATOR))
    today = operator.get(reverse("desk:today")).content.decode()
    assert "Segera terbit" not in today
    assert "Anda mengurus kantor, peran, dan akun resmi." in today
    assert "pertanyaan warga" not in today
    refused = operator.get(reverse("content:posts"))
    assert refused.status_code == 403
    assert "Peran Anda tidak mencakup hal ini." in refused.content.decode()
    writer = Client()
    writer.force_login(ayu)
    assert "Segera terbit" in writer.get(reverse("desk:today")).content.decode()
    assert writer.get(reverse("content:posts")).status_code == 200


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"x", "multipart/form-data; boundary="),
        ("&".join(f"a{n}=b" for n in range(20_000)).encode(), "application/x-www-form-urlencoded"),
    ],
    ids=["no form", "too many fields"],
)
def test_what_cannot_be_read_at_an_address_that_is_none_is_no_fault_of_ours(
    body: bytes, kind: str
) -> None:
    client = Client(raise_request_exception=False)
    assert client.post("/tidak-ada/", body, content_type=kind).status_code == 404


def test_no_other_site_puts_words_on_our_pages() -> None:
    stranger = Client(enforce_csrf_checks=True)
    for address, status in (("/tidak-ada/", 404), (reverse("account_login"), 403)):
        answer = stranger.post(address, {"text": "Bayar denda ke nomor ini"})
        assert answer.status_code == status
        assert b"Bayar denda" not in answer.content
