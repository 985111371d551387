"""Pictures in a browser: a crop goes with the finger, files are given to the parts of a thread."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Route, expect

from tests.browser.conftest import Open, Window
from tests.browser.test_pages import looked_at

pytestmark = pytest.mark.browser

#: Write down what an image shows from now on, one after the other, by the beginning of its address.
SHOWN = """look => {
  window.shown = [];
  const note = () => window.shown.push(look.getAttribute('src').slice(0, 15));
  new MutationObserver(note).observe(look, { attributeFilter: ['src'] });
}"""


def photo(name: str, colour: str) -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


#: How wide and how high each picture of a page stands.
SIZES = (
    "[...document.querySelectorAll('.looks img')].map(img => [img.offsetWidth, img.offsetHeight])"
)


def entry_of(there: Window) -> str:
    """Return where a wide image of the demo's library is, by its list: other tests add to it."""
    there.go("/kerja/media/?words=loket")
    href = there.page.get_by_role("link", name="Loket pelayanan").get_attribute("href")
    assert href
    return href


@pytest.mark.parametrize("where", ["", "ubah/", "potong/"])
def test_nothing_moves_when_the_pictures_of_a_slow_line_arrive(window: Open, where: str) -> None:
    there, slow, late = window("ayu"), True, list[Route]()
    page, address = there.page, f"{there.house.url}{entry_of(there)}{where}"
    page.route(
        re.compile("/(kecil|potong/.+)/"),
        lambda route: late.append(route) if slow else route.continue_(),
    )
    page.goto(address, wait_until="domcontentloaded")
    before = page.evaluate(SIZES)
    page.wait_for_function("() => [...document.images].some(img => !img.complete)")
    slow = False
    for route in late:
        route.continue_()
    page.evaluate("for (const img of document.images) img.loading = 'eager'")
    page.wait_for_function(
        "() => [...document.images].every(img => img.complete && img.naturalWidth)"
    )
    assert before
    assert page.evaluate(SIZES) == before


def test_a_crop_goes_with_the_finger_and_the_numbers_with_it(window: Open) -> None:
    there = window("ayu")
    page = there.page
    there.go(f"{entry_of(there)}potong/")
    look = page.locator("[data-look=square]")
    expect(page.locator("[data-pull]")).to_be_visible()
    page.wait_for_function("document.querySelector('[data-aim]').naturalWidth")
    before = int(page.input_value("[name=square-x]"))
    look.evaluate(SHOWN)
    look.hover(position={"x": 60, "y": 40})
    box = look.bounding_box()
    assert box
    page.mouse.down()
    page.mouse.move(box["x"] + 30, box["y"] + 40, steps=3)
    page.mouse.up()
    assert int(page.input_value("[name=square-x]")) > before
    expect(page.locator("[name=square-own]")).to_be_checked()
    expect(look).to_have_attribute("src", re.compile(rf"/potong/square/\?aim=(?!{before}%2C)"))
    # At once, before the server has made it.
    assert page.evaluate("window.shown[0]") == "data:image/jpeg"
    tall = page.locator("[data-look=tall]")
    expect(tall).to_have_attribute("src", re.compile("zones="))
    page.select_option("[name=zones]", "-")
    expect(tall).not_to_have_attribute("src", re.compile("zones="))
    assert there.trouble == []


def test_files_are_given_to_parts_where_there_are_any(window: Open) -> None:
    there = window("ayu")
    there.go("/kerja/tulis/")
    page = there.page
    page.locator("[name=accounts]").first.check()
    page.set_input_files("[name=images]", [photo("satu.png", "teal"), photo("dua.png", "navy")])
    parts = page.locator("[data-part]")
    expect(parts).to_have_count(2, timeout=30_000)
    expect(parts.first).to_be_hidden()
    page.fill("[name=text]", "Bagian pertama.\n\n---\n\nBagian kedua.")
    expect(parts.first).to_be_visible()
    page.locator("[name=part-1]").fill("2")
    second = page.locator("#preview ol.timeline li").first.locator("img")
    expect(second).to_have_count(1, timeout=15_000)
    page.locator("[name=alt-0]").fill("Loket")
    page.locator("[name=alt-1]").fill("Poster layanan")
    there.press("Simpan")
    saved = re.search(r"/konten/(\d+)/", page.url)
    assert saved
    assert looked_at(there, f"/kerja/konten/{saved[1]}/") == []
    assert "Bagian 2" in there.text()
    assert looked_at(there, f"/kerja/tulis/{saved[1]}/") == []
    page.fill("[name=text]", "Semua dalam satu.")
    expect(parts.first).to_be_hidden()
    expect(parts.last).to_be_visible()  # it says another part than the first still
    assert there.trouble == []
