"""The content desk by keyboard alone: from signing in to a moved post, every key in a list."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Open, Window
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser

TEXT = "Loket KTP-el buka Sabtu. Bawa fotokopi KK. Tanpa biaya."


def signed_in(there: Window, who: str) -> Walk:
    """Sign in on the page for it. Return the walk that goes on from there."""
    there.go("/masuk/")
    walk = Walk(there.page)
    walk.to("[name=login]").type(who).to("[name=password]").type(
        there.house.people[who], "the password"
    )
    return walk.go()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desktop"])
def test_a_post_is_written_asked_for_remarked_on_approved_and_moved(
    window: Open, size: tuple[int, int]
) -> None:
    text = f"{TEXT} {size[0]}"
    ayu, budi = window("", size), window("", size)
    walk = signed_in(ayu, "ayu")
    walk.to("main a", "Tulis").press("Enter")
    expect(ayu.page.locator("[name=text]")).to_be_visible()
    walk.to("[name=text]").type(text).to("[name=accounts]").press("Space")
    expect(ayu.page.locator("#preview .said").first).to_have_text(text, timeout=15_000)
    walk.to("button", "Pratinjau").go().to("button.primary", "Simpan").go()
    post = ayu.page.url
    walk.to("button", "Minta persetujuan").press("Enter")
    expect(ayu.page.locator("main")).to_contain_text("Menunggu", timeout=15_000)

    other = signed_in(budi, "budi")
    budi.go("/kerja/persetujuan/")
    other.to("a.row", text[:30]).press("Enter")
    expect(budi.page.locator("#say")).to_be_visible()
    other.to("#say [name=words]").type("fotokopi KK").to("#say [name=text]").type("Berapa lembar?")
    other.to("#say button").press("Enter")
    expect(budi.page.locator("mark")).to_have_text("fotokopi KK")
    other.to("[name=due]").moment(month_after(budi), 9)
    other.to("button", "Setujui").press("Enter")
    expect(budi.page.locator("main")).to_contain_text("Disetujui", timeout=15_000)

    budi.go(f"/kerja/kalender/pindah/{post.rstrip('/').rpartition('/')[2]}/")
    other.to("main input[type=datetime-local]").moment(month_after(budi, 2), 10)
    other.to("main button.primary").press("Enter")
    budi.page.wait_for_url(re.compile(r"/kerja/kalender/(\?.*)?$"))
    budi.page.goto(post)
    expect(budi.page.locator("main")).to_contain_text("10.30")

    for one, told in ((walk, ayu), (other, budi)):
        print("\n".join(one.steps))
        assert one.trouble == [], "\n".join(one.trouble)
        assert told.trouble == []


def month_after(there: Window, months: int = 1) -> int:
    now: int = there.page.evaluate("new Date().getMonth() + 1")
    return (now + months - 1) % 12 + 1


@pytest.mark.parametrize("path", ["/kerja/", "/kerja/tulis/", "/kerja/kalender/", "/kerja/konten/"])
def test_the_first_stop_skips_to_the_content_and_the_last_leaves_the_page(
    window: Open, path: str
) -> None:
    there = window("ayu", DESK)
    there.go(path)
    keys = there.page.keyboard
    keys.press("Tab")
    assert there.page.evaluate("document.activeElement.matches('.skip')")
    keys.press("Enter")
    assert there.page.evaluate("document.activeElement.id") == "main"
    seen = 0
    while there.page.evaluate("document.activeElement !== document.body"):
        keys.press("Tab")
        seen += 1
        assert seen < 400, "the keyboard does not leave the page"
    assert not there.page.evaluate(
        '!!document.querySelector(\'[tabindex]:not([tabindex="0"]):not([tabindex="-1"])\')'
    )


def test_escape_closes_the_palette_and_gives_the_focus_back(window: Open) -> None:
    there = window("ayu", DESK)
    there.go("/kerja/konten/")
    page = there.page
    row = page.locator("a.row").first
    row.focus()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(row).to_be_focused()
    assert there.trouble == []


def test_words_chosen_in_the_text_go_into_a_remark(window: Open) -> None:
    budi = window("budi", PHONE)
    budi.go("/kerja/persetujuan/")
    budi.page.locator("a.row[href*='/persetujuan/']").last.click()
    said = budi.page.locator("[data-passage] .said").first
    expect(said).to_be_visible()
    chosen = said.evaluate(
        """p => {
        const range = document.createRange(), text = p.firstChild, words = text.data.slice(3, 12);
        range.setStart(text, 3); range.setEnd(text, 12);
        getSelection().removeAllRanges(); getSelection().addRange(range);
        return words;
    }"""
    )
    offer = budi.page.locator("[data-chosen] button")
    expect(offer).to_be_visible()
    offer.click()
    expect(budi.page.locator("#say [name=words]")).to_have_value(chosen.strip())
    start = int(budi.page.input_value("#say [name=start]"))
    assert start == 3 + len(chosen) - len(chosen.lstrip())
    expect(budi.page.locator("#say [name=text]")).to_be_focused()
    assert budi.trouble == []
    assert re.search(r"/persetujuan/\d+/", budi.page.url)
