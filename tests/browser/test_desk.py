"""The desk on a phone: Ayu answers from a verified answer, and hands over what Citra refuses."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import DESK, PHONE, Open, Window

pytestmark = pytest.mark.browser

INBOX = "/kerja/kotak-masuk/"
#: What citizens of the demo ask, by its words (``sinergi/cli/words/voices.toml``).
BROKEN, DITCH = "KTP rusak karena patah", "Got di perempatan mampet"


def opened(there: Window, words: str) -> str:
    """Find a conversation by its words and open it; return its path."""
    there.go(INBOX)
    there.page.fill("main [name=q]", words)
    there.page.locator("main").get_by_role("button", name="Cari", exact=True).click()
    there.page.wait_for_url("**q=*")
    there.settle()
    there.page.locator("main a.row").filter(has_text=words).first.click()
    there.page.wait_for_url("**/kotak-masuk/*/")
    there.settle()
    return there.page.url.removeprefix(there.house.url)


def top(part: Locator) -> float:
    box = part.bounding_box()
    assert box is not None
    return box["y"]


def test_on_a_phone_a_verified_answer_is_taken_over_and_sent(window: Open) -> None:
    ayu = window("ayu", PHONE)
    path = opened(ayu, BROKEN)
    said, answer = ayu.page.locator("#said"), ayu.page.locator("main [name=text]")
    beside = ayu.page.get_by_role("heading", name="Tenggat")
    assert top(said) < top(answer) < top(beside)
    assert top(answer) < 2 * PHONE[1]
    assert ayu.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]

    ayu.page.get_by_role("button", name="Pakai").first.click()
    expect(answer).not_to_have_value("")
    words = answer.input_value()
    assert "KTP" in words
    ayu.press("Kirim jawaban")
    expect(ayu.page.locator(".bubble.ours").last).to_contain_text(words)
    ayu.go(path)
    assert ayu.page.locator(".bubble.ours").count() == 1
    assert ayu.trouble == []
    assert ayu.foreign == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desktop"])
def test_what_is_not_ours_is_handed_over_once_and_refused(
    window: Open, size: tuple[int, int]
) -> None:
    words = {PHONE: DITCH, DESK: "Pelayanan di kecamatan sekarang cepat"}[size]
    ayu, citra = window("ayu", size), window("citra", size)
    path = opened(ayu, words)
    refused = citra.page.goto(citra.house.url + path)
    assert refused is not None
    assert refused.status == 404

    ayu.page.get_by_role("link", name="Alihkan ke kantor lain").click()
    ayu.settle()
    ayu.page.locator("main [name=q]").fill("Ciomas")
    ayu.page.locator("main").get_by_role("button", name="Cari", exact=True).click()
    ayu.settle()
    ayu.page.locator("main").get_by_label("Ciomas").first.check()
    ayu.page.locator("main [name=reason]").fill("Jalan itu di wilayah Ciomas")
    ayu.press("Alihkan")
    ayu.go(path)
    assert "Ciomas" in ayu.text()
    assert ayu.page.locator("main [name=text]").count() == 0

    citra.go(path)
    citra.page.get_by_text("Ini bukan milik kami").click()
    citra.page.locator("main [name=reason]").first.fill("Alamatnya di Cibinong")
    citra.press("Kembalikan")
    ayu.go(path)
    assert "Alamatnya di Cibinong" in ayu.text()
    expect(ayu.page.locator("main [name=text]")).to_be_visible()
    for person in (ayu, citra):
        assert [said for said in person.trouble if "404" not in said] == []
