"""Answers with a picture: from a phone, and by the buttons alone; the network shows it."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.test_desk import opened
from tests.browser.test_pages import looked_at
from tests.browser.test_pictures import photo

pytestmark = pytest.mark.browser

#: What citizens of the demo say that no other test answers (``sinergi/cli/words/voices.toml``).
LOAN, QUEUE = "Ada bantuan modal untuk pengrajin", "Datang pukul 8, baru dilayani"
WORDS = "Sudah kami perbaiki, ini fotonya."


def test_a_picture_is_chosen_described_and_sent_without_a_new_page(window: Open) -> None:
    citra = window("citra", PHONE)
    page, path = citra.page, opened(citra, LOAN)
    page.fill("main [name=text]", WORDS)
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Tambah gambar", exact=True).click()
    expect(page.locator("#chosen")).to_be_in_viewport(timeout=30_000)
    expect(page.locator("#chosen")).to_be_focused()
    letter: FilePayload = {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": b"Kepada Yth."}
    page.set_input_files("[name=chosen]", [letter])
    refused = page.locator("main [role=alert]")
    expect(refused).to_contain_text("surat.jpg", timeout=30_000)
    expect(refused).to_be_in_viewport()
    page.set_input_files("[name=chosen]", [photo("jalan.png", "teal")])
    alt = page.locator("#alt-0")
    expect(alt).to_be_visible(timeout=30_000)
    expect(page.locator("main [name=text]")).to_have_value(WORDS)
    assert page.evaluate("window.same")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    alt.fill("Jalan sudah rata")
    citra.press("Kirim jawaban")
    shown = page.locator(".bubble.ours").last.locator("img")
    expect(shown).to_have_attribute("alt", "Jalan sudah rata")
    assert page.evaluate("window.same")
    assert looked_at(citra, path) == []
    link = page.locator(".bubble.ours a", has_text="Lihat di jejaring")
    expect(link).to_be_visible(timeout=60_000)
    citizen = window("")
    citizen.page.goto(link.get_attribute("href") or "")
    there = citizen.page.get_by_alt_text("Jalan sudah rata")
    expect(there).to_be_visible()
    assert citra.trouble == []
    assert citra.foreign == []


def test_without_scripts_the_same_is_done_by_its_buttons(window: Open) -> None:
    ayu = window("ayu", DESK, script=False)
    page = ayu.page
    ayu.go("/kerja/kotak-masuk/?q=Datang+pukul")
    page.locator("main a.row").filter(has_text=QUEUE).first.click()
    page.fill("main [name=text]", WORDS)
    page.get_by_role("button", name="Tambah gambar", exact=True).click()
    page.set_input_files("[name=chosen]", [photo("satu.png", "teal"), photo("dua.png", "navy")])
    page.get_by_role("button", name="Kirim jawaban", exact=True).click()
    expect(page.locator("#alt-1")).to_be_visible()
    expect(page.locator("main [name=text]")).to_have_value(WORDS)
    assert page.locator(".bubble.ours").count() == 0
    page.fill("#alt-0", "Jembatan")
    page.locator("[name^=drop-]").nth(1).check()
    page.get_by_role("button", name="Kirim jawaban", exact=True).click()
    shown = page.locator(".bubble.ours").last.locator("img")
    expect(shown).to_have_count(1)
    expect(shown).to_have_attribute("alt", "Jembatan")
    assert ayu.trouble == []
