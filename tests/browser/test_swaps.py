"""With a script pages change in place: addresses, focus, going back, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Window

pytestmark = pytest.mark.browser

INBOX = "/kerja/kotak-masuk/?tab="
TYPED = "Kata yang tidak boleh hilang"
#: A comment of the demo that was deleted: nothing can be answered there.
DELETED = "Yang menunggak iuran"


@pytest.fixture
def ayu(window: Open) -> Window:
    there: Window = window("ayu")
    there.go(INBOX)
    there.page.evaluate("window.same = true")
    return there


def is_same(there: Window) -> bool:
    """True while no whole page has been loaded since the mark was set."""
    return bool(there.page.evaluate("window.same === true"))


def open_first(there: Window) -> str:
    there.page.locator("main a.row").filter(has_not_text=DELETED).first.click()
    there.page.wait_for_url("**/kotak-masuk/*/")
    there.settle()
    return there.page.url


def test_a_conversation_opens_in_place_and_going_back_asks_nobody(ayu: Window) -> None:
    listed, asked = ayu.text(), list[str]()
    address = open_first(ayu)
    assert is_same(ayu)
    assert ayu.page.evaluate("document.activeElement.id") == "main"
    assert ayu.page.title() != "Kotak masuk · Sinergi"
    ayu.page.on("request", lambda request: asked.append(request.url))
    ayu.page.go_back()
    expect(ayu.page).to_have_title("Kotak masuk · Sinergi")
    assert ayu.text() == listed
    ayu.page.go_forward()
    expect(ayu.page.locator("[name=text]")).to_be_visible()
    assert ayu.page.url == address
    assert asked == []
    ayu.page.reload()
    assert ayu.page.locator("[name=text]").is_visible()
    assert ayu.trouble == []


def test_the_focus_is_where_reading_begins_before_a_key_can_move_it(ayu: Window) -> None:
    ayu.page.evaluate("""() => new MutationObserver((_, seen) => {
        seen.disconnect();
        window.focused = document.activeElement.id;
    }).observe(document.getElementById('main'), {childList: true})""")
    open_first(ayu)
    assert ayu.page.evaluate("window.focused") == "main"


def test_what_is_wrong_is_said_in_place_and_what_is_right_is_done(ayu: Window) -> None:
    address = open_first(ayu)
    ayu.page.fill("[name=text]", "x" * 300)
    expect(ayu.page.locator(".count")).to_have_class("count over")
    ayu.page.get_by_role("button", name="Kirim jawaban").click()
    expect(ayu.page.locator("#errors")).to_be_focused()
    assert ayu.page.url == address
    ayu.page.fill("[name=note-text]", "Tanya Disdukcapil")
    ayu.page.get_by_role("button", name="Simpan catatan").click()
    expect(ayu.page.locator(".bubble.note")).to_contain_text("Tanya Disdukcapil")
    assert ayu.page.input_value("[name=note-text]") == ""
    assert is_same(ayu)
    assert ayu.trouble == []


def test_words_typed_in_a_lost_session_are_there_after_signing_in(ayu: Window) -> None:
    address = open_first(ayu)
    ayu.page.fill("[name=text]", TYPED)
    ayu.page.context.clear_cookies(name="sessionid")
    ayu.page.get_by_role("button", name="Kirim jawaban").click()
    ayu.page.wait_for_url("**/masuk/?next=*")
    ayu.page.fill("[name=login]", "ayu")
    ayu.page.fill("[name=password]", ayu.house.people["ayu"])
    ayu.page.press("[name=password]", "Enter")
    ayu.page.wait_for_url(address)
    assert ayu.page.input_value("[name=text]") == TYPED


def test_a_draft_stays_until_it_is_sent(ayu: Window) -> None:
    address = open_first(ayu)
    ayu.page.fill("[name=note-text]", TYPED)
    ayu.page.goto(address)
    assert ayu.page.input_value("[name=note-text]") == TYPED
    ayu.page.get_by_role("button", name="Simpan catatan").click()
    expect(ayu.page.locator(".bubble.note").last).to_contain_text(TYPED)
    ayu.page.goto(address)
    assert ayu.page.input_value("[name=note-text]") == ""


def test_drafts_of_others_on_a_device_are_not_shown_and_go_after_two_weeks(ayu: Window) -> None:
    address = open_first(ayu)
    ayu.page.evaluate(
        """typed => {
        const name = document.querySelector("[name=note-text]").form.dataset.draft;
        const texts = { "note-text": typed };
        const kept = days => JSON.stringify({ at: Date.now() - days * 864e5, texts });
        localStorage.setItem(`draft:100001:${name}`, kept(13));
        localStorage.setItem(`draft:100002:${name}`, kept(15));
    }""",
        TYPED,
    )
    ayu.page.goto(address)
    assert ayu.page.input_value("[name=note-text]") == ""
    kept = ayu.page.evaluate("Object.keys(localStorage).join(' ')")
    assert "draft:100001:" in kept
    assert "draft:100002:" not in kept


def test_two_windows_of_one_person_do_not_write_over_each_other(ayu: Window) -> None:
    address = open_first(ayu)
    second = ayu.page.context.new_page()
    second.goto(address)
    ayu.page.evaluate("window.typed = 0; addEventListener('input', () => { window.typed++; });")
    before = ayu.page.input_value("[name=kept]")
    ayu.page.fill("[name=text]", TYPED)
    expect(ayu.page.locator("[name=kept]")).not_to_have_value(before)
    assert ayu.page.evaluate("window.typed") == 1, "what is kept is not typed: it would go on"
    second.fill("[name=text]", "Kata lain dari jendela kedua")
    expect(second.locator("#holding .said")).to_have_text(TYPED)
    second.get_by_role("button", name="Simpan yang di bawah sebagai gantinya").click()
    expect(second.locator("#holding .said")).to_have_count(0)
    assert second.input_value("[name=text]") == "Kata lain dari jendela kedua"
    assert ayu.trouble == []


def test_without_a_script_the_same_links_open_pages(window: Open) -> None:
    there = window("ayu", script=False)
    there.go(INBOX)
    there.page.locator("main a.row").first.click()
    there.page.fill("[name=note-text]", "Tanpa skrip")
    there.page.get_by_role("button", name="Simpan catatan").click()
    assert "Tanpa skrip" in there.text()


def test_single_keys_work_until_they_are_switched_off(ayu: Window) -> None:
    open_first(ayu)
    ayu.page.keyboard.press("r")
    expect(ayu.page.locator("[name=text]")).to_be_focused()
    ayu.go("/kerja/pengaturan/")
    ayu.press("Matikan")
    ayu.go(INBOX)
    open_first(ayu)
    ayu.page.keyboard.press("r")
    expect(ayu.page.locator("[name=text]")).not_to_be_focused()
