"""Every page, at phone and desktop width, in both themes: readable by all, calm, and ours alone."""

from __future__ import annotations

import re
from functools import cache

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import resolve

from tests.browser import colours
from tests.browser.addresses import NO_PAGES, PAGES, PUBLIC, names
from tests.browser.conftest import DESK, PHONE, Open, Window

pytestmark = pytest.mark.browser

OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
#: Targets too small for a finger; links in text apart.
SMALL = """() => [...document.querySelectorAll('button, input:not([type=hidden]), select')]
  .filter(e => e.offsetParent && !e.closest('.hidden'))
  .filter(e => { const b = e.getBoundingClientRect(); return b.height < 20 || b.width < 20; })
  .map(e => e.outerHTML.slice(0, 90))"""

#: Letters of another size, with everything opened that can be.
LARGE = """size => {
  document.documentElement.style.fontSize = size;
  for (const d of document.querySelectorAll('details')) {
    if (size) d.dataset.shut = d.open ? '' : '1';
    if (size || d.dataset.shut) d.open = !!size;
  }
}"""

#: Words that are under something of the bar above, or cut off by their card or the screen.
COVERED = """() => {
  const right = e => e.getBoundingClientRect().right, told = [];
  const [brand, end] = [document.querySelector('.top .brand'), document.querySelector('.top .end')];
  if (right(brand) > end.getBoundingClientRect().left) told.push('the brand');
  if (right(end) > innerWidth) told.push('the end of the bar');
  for (const e of document.querySelectorAll('.flush :is(h2, p)'))
    if (right(e) > right(e.closest('.flush')) + 1) told.push(e.textContent);
  return told;
}"""

WHO = [("", path) for path in PUBLIC] + [(who, path) for who in PAGES for path in PAGES[who]]


def test_no_address_is_forgotten() -> None:
    opened = {resolve(re.sub(r"\{\w+\}", "1", path).split("?")[0]).view_name for _, path in WHO}
    listed = opened.union(*NO_PAGES.values())
    assert set(names()) == listed


@pytest.mark.parametrize("who", ["", *PAGES], ids=lambda who: who or "signed out")
def test_every_page_can_be_used_by_everybody(window: Open, who: str) -> None:
    there = window(who)
    there.page.add_init_script(AXE_SCRIPT)  # the browser compiles it once for all pages
    trouble = [
        f"{path} {words}"
        for person, path in WHO
        if person == who
        for words in looked_at(there, path.format(**(found(there) if "{" in path else {})))
    ]
    assert trouble == []
    assert there.trouble == []
    assert there.foreign == []


def test_words_that_are_hard_to_read_are_found_where_they_first_stand(window: Open) -> None:
    there, known = window(), set[str]()
    there.page.add_init_script(AXE_SCRIPT)
    there.go("/tentang/")
    assert colours.of_words(there.page, known) == []
    assert known
    there.page.evaluate("document.querySelector('main p').style.color = '#ccc'")
    assert [told.partition(":")[0] for told in colours.of_words(there.page, known)] == [
        "color-contrast"
    ]
    assert colours.of_words(there.page, known) == []


def test_letters_of_twice_the_size_cover_and_cut_nothing(window: Open) -> None:
    there = window("ayu", (320, 640))
    for path in ("/kerja/peringatan/", "/kerja/kotak-masuk/"):
        there.go(path)
        there.page.evaluate(LARGE, "200%")
        assert there.page.evaluate(COVERED) == []


def looked_at(there: Window, path: str) -> list[str]:
    """Open a page once and look at it: does it fit 320 px, also with letters of twice the size and
    everything open; two widths, two themes.
    """
    there.go(path)
    there.page.set_viewport_size({"width": 320, "height": 640})
    words = ["320: wider than the screen"] if there.page.evaluate(OVERFLOWS) else []
    there.page.evaluate(LARGE, "200%")
    words += ["320, 200 %: wider than the screen"] if there.page.evaluate(OVERFLOWS) else []
    there.page.evaluate(LARGE, "")
    if there.page.evaluate("!window.axe"):
        there.page.evaluate(AXE_SCRIPT)
    for width, height in (PHONE, DESK):
        there.page.set_viewport_size({"width": width, "height": height})
        if there.page.evaluate(OVERFLOWS):
            words.append(f"{width}: wider than the screen")
        words += [f"{width}: too small: {small}" for small in there.page.evaluate(SMALL)]
        words += [f"{width}: {rule}" for rule in colours.of_the_page(there.page)]
        words += [f"{width}: {rule}" for rule in colours.of_words(there.page, _known())]
        there.page.emulate_media(color_scheme="dark")
        words += [f"{width} dark: {rule}" for rule in colours.of_words(there.page, _known())]
        there.page.emulate_media(color_scheme="light")
    return words


@cache
def _known() -> set[str]:
    """Return how all words stand that were looked at, on whichever page."""
    return set()


def found(there: Window) -> dict[str, str]:
    """Return the ids of the demo's things that this person sees."""
    return _found(there.house.url, there)


@cache
def _ids() -> dict[tuple[str, str], dict[str, str]]:
    return {}


def _found(url: str, there: Window) -> dict[str, str]:
    places = {
        "draft": ("/kerja/konten/?tab=draft", "konten"),
        "published": ("/kerja/konten/?tab=published", "konten"),
        "conversation": ("/kerja/kotak-masuk/?tab=", "kotak-masuk"),
        "answer": ("/kerja/jawaban/", "jawaban"),
        "approval": ("/kerja/persetujuan/", "persetujuan"),
        "account": ("/kerja/kanal/", "kanal"),
        "unit": ("/kerja/kantor/", "kantor"),
        "wording": ("/kerja/templat/", "templat"),
        "hashtag": ("/kerja/tagar/", "tagar"),
        "idea": ("/kerja/ide/", "ide"),
        "campaign": ("/kerja/kalender/momen/", "kalender/kampanye"),
        "media": ("/kerja/media/", "media"),
        "words": ("/kerja/peringatan/", "peringatan/draf"),
        "source": ("/kerja/peringatan/sumber/", "peringatan/sumber"),
    }
    ids = _ids().setdefault((url, str(id(there))), {})
    if not ids:
        for name, (path, word) in places.items():
            match = re.search(rf'href="/kerja/{word}/(\d+)/', there.source(path))
            ids |= {name: match[1]} if match else {}
        if "published" in ids:
            source = there.source(f"/kerja/konten/{ids['published']}/")
            match = re.search(r'href="/kerja/pengiriman/(\d+)/', source)
            ids |= {"delivery": match[1]} if match else {}
        ids |= _comment(there)
    return ids


def _comment(there: Window) -> dict[str, str]:
    """Return a comment that this person may delete, with its conversation."""
    listed = there.source("/kerja/kotak-masuk/?tab=&kind=comment&state=new")
    talk = re.search(r'href="/kerja/kotak-masuk/(\d+)/', listed)
    if talk is None:
        return {}
    source = there.source(f"/kerja/kotak-masuk/{talk[1]}/")
    match = re.search(r'href="/kerja/kotak-masuk/\d+/hapus/(\d+)/', source)
    return {"talk": talk[1], "comment": match[1]} if match else {}
