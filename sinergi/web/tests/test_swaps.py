"""With htmx a page answers with its main part; without it the same link opens the whole page."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from sinergi.inbox.models import Conversation
from sinergi.people.models import User
from sinergi.web import packing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

INBOX = "/kerja/kotak-masuk/"
SWAP = {"hx-request": "true", "hx-target": "main"}
TEMPLATES = sorted(Path(settings.PACKAGE).glob("*/templates/**/*.html"))


@pytest.fixture
def conversation(busy: None) -> str:
    first = Conversation.objects.first()
    assert first is not None
    return reverse("inbox:conversation", args=[first.pk])


def main_of(page: str) -> str:
    """Return what stands in the main part of a whole page."""
    return page.partition('<main id="main" tabindex="-1">')[2].partition("</main>")[0]


def without_secrets(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html).strip()


@pytest.mark.parametrize("url", ["http://[", "http://testserver:0x/", "kotak masuk", "\x7f"])
def test_whatever_a_browser_says_it_shows_the_page_is_given(browser: Client, url: str) -> None:
    answer = browser.get(INBOX, headers=SWAP | {"hx-current-url": url})
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, INBOX)


@pytest.mark.usefixtures("busy")
def test_a_swap_is_the_main_part_with_its_title_and_the_bell(browser: Client) -> None:
    whole, part = browser.get(INBOX), browser.get(INBOX, headers=SWAP)
    shown = part.content.decode()
    assert shown.startswith("<title>Kotak masuk")
    assert '<a class="button icon-only" id="bell" hx-swap-oob="true"' in shown
    assert "<main" not in shown
    assert 'class="bottom"' not in shown
    assert without_secrets(shown).endswith(without_secrets(main_of(whole.content.decode())))
    for answer in (whole, part):
        assert "HX-Request" in answer["Vary"]


def test_the_address_follows_what_is_shown(browser: Client, conversation: str) -> None:
    there = {"hx-current-url": f"http://testserver{conversation}"}
    assert browser.get(conversation, headers=SWAP)["HX-Push-Url"] == conversation
    assert browser.get(conversation, headers=SWAP | there)["HX-Replace-Url"] == conversation
    wrong = browser.post(f"{conversation}balas/", {"text": ""}, headers=SWAP | there)
    assert wrong["HX-Push-Url"] == "false"
    assert 'id="errors"' in wrong.content.decode()
    part = browser.get(conversation, headers={**SWAP, "hx-target": "said"})
    assert not [name for name in part.headers if name.startswith("HX-")]


def test_an_answer_on_its_way_is_looked_at_again_until_it_is_out(
    browser: Client, conversation: str
) -> None:
    assert 'hx-select="#said"' not in browser.get(conversation).content.decode()
    browser.post(f"{conversation}balas/", {"text": "Bisa, Bu."})
    assert 'hx-select="#said"' in browser.get(conversation).content.decode()


def test_going_back_loads_the_whole_page(browser: Client) -> None:
    restored = browser.get(INBOX, headers={"hx-history-restore-request": "true"})
    assert restored.content.startswith(b"<!doctype html>")
    config = re.search(r"name=\"htmx-config\" content='([^']+)'", restored.content.decode())
    assert config
    for kept in ('"historyCacheSize":0', '"historyRestoreAsHxRequest":false', '"allowEval":false'):
        assert kept in config[1]


def test_whoever_is_signed_out_meanwhile_is_led_to_the_whole_sign_in_page(
    browser: Client, conversation: str
) -> None:
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    asked = browser.post(f"{conversation}balas/", {"text": "Bisa"}, headers=SWAP)
    answer = browser.get(asked["Location"], headers=SWAP)
    assert answer["HX-Redirect"] == f"/masuk/?next={conversation.replace('/', '%2F')}"


def test_citra_is_refused_a_swap_too(citra: User, conversation: str) -> None:
    client = Client()
    client.force_login(citra)
    assert client.get(conversation, headers=SWAP).status_code == 404


class Marked(HTMLParser):
    """The links and forms of a page that swap, and those that ask without saying where it goes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.swaps: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if "hx-boost" in told:
            self.swaps.append(told.get("href") or told.get("action") or "")
            if tag not in {"a", "form"} or told.get("hx-target") != "#main":
                self.wrong.append(str(attrs))


def test_lists_rows_tabs_and_what_is_done_swap(browser: Client, conversation: str) -> None:
    listed = Marked(browser.get(f"{INBOX}?tab=").content.decode())
    assert f"{INBOX}?tab=done" in listed.swaps
    assert conversation in listed.swaps
    assert [url for url in listed.swaps if "cursor=" in url]
    shown = Marked(browser.get(conversation).content.decode())
    for act in ("balas", "catatan", "tugaskan", "selesai"):
        assert f"{conversation}{act}/" in shown.swaps
    assert listed.wrong == shown.wrong == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_htmx_obeys_needs_no_script_in_the_page(path: Path) -> None:
    assert not re.search(r"hx-on|hx-vars|[\"']js:", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("taken", "way", "unpack"),
    [("gzip, deflate", "gzip", gzip.decompress), ("gzip, deflate, br", "br", brotli.decompress)],
)
def test_pages_are_packed_for_browsers_that_can_unpack_them(
    browser: Client, taken: str, way: str, unpack: Callable[[bytes], bytes]
) -> None:
    browser.get(INBOX)  # the style is known from now on
    plain, packed = browser.get(INBOX), browser.get(INBOX, headers={"accept-encoding": taken})
    assert "Content-Encoding" not in plain.headers
    assert packed["Content-Encoding"] == way
    shown = re.sub("<!--[0-9a-f]*-->$", "", unpack(packed.content).decode())
    assert without_secrets(shown) == without_secrets(plain.content.decode())
    assert packed["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in packed["Vary"]
    assert len({len(packing.WAYS[way](b"sama" * 200)) for _ in range(30)}) > 1
