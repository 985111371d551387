"""What a page may cost a cheap phone on a slow line (ui.md 4.5): a test fails when it costs more.

Bytes are those on the wire, packed as they are served without encryption; with it most are fewer.
"""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from sinergi.inbox.models import Conversation
from sinergi.publishing.models import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pages")]

KB = 1024
PACKED = {"accept-encoding": "gzip, deflate, br"}  # as browsers say over HTTPS
SWAP = {"hx-request": "true", "hx-target": "main", **PACKED}

LISTS = ("/kerja/kotak-masuk/", "/kerja/konten/", "/kerja/pemberitahuan/")
PAGES = (
    *LISTS, "/kerja/", "/kerja/kotak-masuk/{conversation}/", "/kerja/konten/{post}/",
    "/kerja/tulis/", "/kerja/kalender/", "/kerja/kanal/", "/kerja/kantor/", "/kerja/menu/",
    "/kerja/pengaturan/", "/kerja/pengaturan/profil/", "/kerja/pengaturan/perangkat/",
)  # fmt: skip


class Asked(HTMLParser):
    """What a browser asks for to show a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.urls: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        asks = {"link": "href", "use": "href", "script": "src", "img": "src"}
        url = told.get(asks.get(tag, ""), "").partition("#")[0]
        if url and not url.startswith("data:") and told.get("loading") != "lazy":
            self.urls.add(url)


def ids() -> dict[str, int]:
    conversation, post = Conversation.objects.first(), Post.objects.first()
    assert conversation is not None
    assert post is not None
    return {"conversation": conversation.pk, "post": post.pk}


def size(url: str) -> int:
    """Return the packed bytes of one of our files."""
    name = url.removeprefix(f"/{settings.STATIC_URL.strip('/')}/")
    file, packed = Path(settings.STATIC_ROOT) / name, Path(settings.STATIC_ROOT) / f"{name}.gz"
    return (packed if packed.exists() else file).stat().st_size


def costs(client: Client, path: str) -> Iterator[int]:
    """Yield the bytes of the page and of everything it asks for."""
    yield len(client.get(path, headers=PACKED).content)
    for url in Asked(client.get(path).content.decode()).urls:
        yield size(url) if "/static/" in url else len(client.get(url, headers=PACKED).content)


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("path", LISTS)
def test_the_first_visit_is_at_most_40_kb_in_5_requests(browser: Client, path: str) -> None:
    browser.cookies.pop("style", None)
    first = Asked(browser.get(path).content.decode()).urls
    browser.cookies.pop("style", None)
    assert len(first) + 1 <= 5, first
    assert not any(url.endswith(".css") for url in first)
    browser.cookies.pop("style", None)
    assert sum(costs(browser, path)) <= 40 * KB


@pytest.mark.parametrize("path", ["/", "/tentang/", "/masuk/"])
def test_a_public_page_is_at_most_25_kb_and_has_no_htmx(path: str) -> None:
    asked = Asked(Client().get(path).content.decode()).urls
    assert not any("htmx" in url for url in asked)
    assert sum(costs(Client(), path)) <= 25 * KB


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_at_most_10_kb_and_its_swap_3(browser: Client, path: str) -> None:
    browser.get("/kerja/")  # the style is known from now on
    address = path.format(**ids())
    whole = browser.get(address, headers=PACKED)
    assert whole["Content-Encoding"] == "br"
    assert len(whole.content) <= 10 * KB
    assert len(browser.get(address, headers=SWAP).content) <= 3 * KB


def test_the_icon_in_the_page_is_the_one_of_the_installed_app() -> None:
    drawn = (Path(__file__).parents[1] / "static" / "web" / "icon.svg").read_text(encoding="utf-8")
    page = Client().get("/").content.decode()
    for sign, spelled in (('"', "'"), ("<", "%3C"), (">", "%3E"), ("#", "%23")):
        drawn = drawn.replace(sign, spelled)
    assert drawn.strip() in page
