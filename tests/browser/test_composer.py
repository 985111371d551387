"""Writing a post in a browser: on a phone, without a signal, on two devices, by keyboard alone."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import DESK, Open, Window
from tests.browser.test_pages import OVERFLOWS

pytestmark = pytest.mark.browser

WRITE = "/kerja/tulis/"
KEPT, WAITING = re.compile("Tersimpan di server"), re.compile("Belum tersimpan di server")
#: Bytes of all answers of a first visit, as they come over the line, and how many they are.
HEAVIEST, MOST_REQUESTS = 45 * 1024, 6


def state(page: Page):  # type: ignore[no-untyped-def]  # a locator
    return page.locator("[data-state]")


def type_in(there: Window, text: str) -> None:
    there.page.fill("[name=text]", text)
    expect(state(there.page)).to_have_text(KEPT, timeout=15_000)


def test_the_first_visit_is_light(window: Open) -> None:
    there = window("ayu")
    weights: dict[str, int] = {}

    def weigh(request) -> None:  # type: ignore[no-untyped-def]  # of Playwright
        sizes = request.sizes()
        weights[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    there.page.on("requestfinished", weigh)
    there.go(WRITE)
    there.page.wait_for_load_state("networkidle")
    assert sum(weights.values()) <= HEAVIEST, weights
    assert len(weights) <= MOST_REQUESTS, weights


def test_what_is_typed_is_gone_on_with_on_another_device(window: Open) -> None:
    phone, desk = window("ayu"), window("ayu", DESK)
    phone.go(WRITE)
    type_in(phone, "Pengumuman dari telepon")
    desk.go(WRITE)
    desk.page.locator("summary", has_text="belum disimpan").click()
    desk.page.get_by_role("link", name="Pengumuman dari telepon").first.click()
    expect(desk.page.locator("[name=text]")).to_have_value("Pengumuman dari telepon")
    type_in(desk, "Pengumuman dari meja")
    phone.page.fill("[name=text]", "Pengumuman dari jalan")
    both = phone.page.locator("[data-state] .banner")
    expect(both.locator("del")).to_have_text("meja", timeout=15_000)
    expect(both.locator("ins")).to_have_text("jalan")
    both.get_by_role("button").click()
    expect(state(phone.page)).to_have_text(KEPT, timeout=15_000)
    desk.page.reload()
    expect(desk.page.locator("[name=text]")).to_have_value("Pengumuman dari jalan")
    desk.page.get_by_role("button", name="Buang").first.click()
    expect(desk.page.locator("[data-state]")).to_be_empty()
    assert [t for t in phone.trouble if "409" not in t] == []
    assert desk.trouble == []


def test_a_phone_that_was_closed_without_a_signal_loses_and_doubles_nothing(window: Open) -> None:
    there = window("ayu")
    there.go(WRITE)
    page, context = there.page, there.page.context
    type_in(there, "Sudah")
    context.set_offline(True)
    page.fill("[name=text]", "Sudah ditulis tanpa sinyal")
    expect(state(page)).to_have_text(WAITING)
    page.locator("main button", has_text="Simpan").last.click()
    expect(page.locator("[data-toast]")).to_contain_text("Tidak ada sinyal")
    page.close()
    context.set_offline(False)
    there.page = context.new_page()
    there.go(WRITE)
    expect(there.page.locator("[name=text]")).to_have_value("Sudah ditulis tanpa sinyal")
    expect(state(there.page)).to_have_text(KEPT, timeout=15_000)
    key = there.page.input_value("[name=key]")
    there.press("Simpan")
    assert "Sudah ditulis tanpa sinyal" in there.text()
    saved = there.page.url
    there.go(f"{WRITE}?draft={key}")
    assert there.page.url.rstrip("/").rpartition("/")[2] == saved.rstrip("/").rpartition("/")[2]
    there.go(WRITE)
    assert there.page.input_value("[name=text]") == ""
    unsaved = there.page.get_by_role("link", name="Sudah ditulis", include_hidden=True)
    expect(unsaved).to_have_count(0)


@pytest.mark.parametrize("status", [403, 503])
def test_a_server_that_takes_nothing_is_no_missing_signal(window: Open, status: int) -> None:
    there = window("ayu")
    there.go(WRITE)
    keep = "**/tulis/simpan/"
    there.page.route(keep, lambda route: route.fulfill(status=status, body="<h1>Maaf</h1>"))
    there.page.fill("[name=text]", "Servernya sedang sibuk")
    refused = re.compile("belum diterima. Bila tetap, muat ulang")
    expect(state(there.page)).to_have_text(refused, timeout=15_000)
    there.page.unroute(keep)
    expect(state(there.page)).to_have_text(KEPT, timeout=30_000)
    there.go(WRITE)
    there.page.locator("summary", has_text="belum disimpan").click()
    there.page.get_by_role("link", name="Servernya sedang sibuk").first.click()
    there.page.get_by_role("button", name="Buang").first.click()
    assert [told for told in there.trouble if str(status) not in told] == []


def test_what_is_typed_before_the_page_is_all_there_is_kept_too(window: Open) -> None:
    there = window("ayu")
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    there.page.route("**/compose*.js", hold)
    there.go(WRITE)
    there.page.fill("[name=text]", "Jalurnya lambat sekali")
    expect(state(there.page)).to_be_empty()
    assert len(late) == 1
    late[0].continue_()
    expect(state(there.page)).to_have_text(KEPT, timeout=15_000)
    desk = window("ayu", DESK)
    desk.go(WRITE)
    unsaved = desk.page.get_by_role("link", name="Jalurnya lambat sekali", include_hidden=True)
    expect(unsaved).to_have_count(1)


def test_a_piece_goes_where_one_writes_and_pictures_are_dropped(window: Open) -> None:
    there = window("ayu")
    there.go("/kerja/tagar/")
    there.page.fill("[name=tag]", "#CibinongMelayani")
    there.press("Daftarkan")
    there.go(WRITE)
    page = there.page
    type_in(there, "Layanan  besok.")
    page.locator("summary", has_text="Sisipkan").click()
    page.evaluate("document.querySelector('[name=text]').setSelectionRange(8, 8)")
    page.get_by_role("button", name="#CibinongMelayani").click()
    expect(page.locator("[name=text]")).to_have_value("Layanan #CibinongMelayani besok.")
    page.fill("[name=seek]", "ciomas")
    page.locator("#handles button").first.click()
    expect(page.locator("[name=text]")).to_have_value(re.compile(" @"))
    page.evaluate(
        """() => {
        const all = new DataTransfer();
        all.items.add(new File(["x"], "pasar.png", {type: "image/png"}));
        const form = document.querySelector("form[data-keep]");
        const drop = {dataTransfer: all, bubbles: true, cancelable: true};
        form.dispatchEvent(new DragEvent("drop", drop));
        form.dispatchEvent(new ClipboardEvent("paste", {clipboardData: all, bubbles: true}));
    }"""
    )
    expect(page.locator("[data-toast]")).to_contain_text("pasar.png")
    # What is no image is refused in words, and the console tells of the 400s of it.
    expect(page.locator("p[data-files]")).to_contain_text("pasar.png", timeout=15_000)
    assert [told for told in there.trouble if "400" not in told] == []


def test_images_that_were_chosen_outlive_a_phone_that_was_closed(window: Open) -> None:
    there = window("ayu")
    there.go(WRITE)
    page, context = there.page, there.page.context
    type_in(there, "Dengan gambar")
    page.set_input_files("[name=images]", [picture("loket.png", "teal")])
    expect(page.locator("[name=picture]")).to_have_count(1, timeout=20_000)
    expect(page.locator("#preview img")).to_have_count(0)  # no account is chosen yet
    page.locator("[name=accounts]").first.check()
    expect(page.locator("#preview img")).to_have_count(1, timeout=15_000)
    context.set_offline(True)
    page.set_input_files("[name=images]", [picture("pasar.png", "blue")])
    waits = page.locator("p[data-files]")
    expect(waits).to_contain_text("1 berkas hanya ada di perangkat ini")
    assert page.evaluate("document.querySelector('[name=images]').files.length") == 0
    page.close()
    context.set_offline(False)
    there.page = context.new_page()
    there.go(WRITE)
    pictures = there.page.locator("[name=picture]")
    key = there.page.input_value("[name=key]")
    expect(there.page.locator("p[data-files]")).to_be_empty(timeout=20_000)
    expect(pictures.last).to_be_attached(timeout=20_000)
    expect(state(there.page)).to_have_text(KEPT, timeout=15_000)
    there.go(f"{WRITE}?draft={key}")
    expect(pictures).to_have_count(2)
    there.press("Simpan")
    assert there.page.locator("#files li").count() == 2
    left = "indexedDB.databases().then(all => all.length)"
    assert there.page.evaluate(left) <= 1
    assert [told for told in there.trouble if "ERR_INTERNET" not in told] == []


def picture(name: str, color: str) -> dict[str, object]:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), color).save(out, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": out.getvalue()}


def test_a_post_is_written_and_saved_by_keyboard_alone(window: Open) -> None:
    there = window("ayu", DESK)
    there.go(WRITE)
    page, keys = there.page, there.page.keyboard
    walk_to(page, "[name=text]")
    keys.type("Ditulis tanpa tetikus.")
    walk_to(page, "[name=accounts]")
    keys.press("Space")
    walk_to(page, "summary", "Sesuaikan")
    keys.press("Enter")
    walk_to(page, "select[name^=wanted-]")
    keys.type("Sunda")
    walk_to(page, "summary", "Tentang unggahan ini")
    keys.press("Enter")
    walk_to(page, "[name=title]")
    keys.type("Dengan papan ketik")
    walk_to(page, "summary", "bahasa lain")
    keys.press("Enter")
    walk_to(page, "[name=translation-su]")
    keys.type("Ditulis ku kenop.")
    walk_to(page, "button", "Pratinjau")
    with page.expect_navigation():
        keys.press("Enter")
    assert "Ditulis ku kenop." in there.text()
    walk_to(page, "button", "Simpan")
    with page.expect_navigation():
        keys.press("Enter")
    assert re.search(r"/kerja/konten/\d+/$", page.url)
    assert "Ditulis ku kenop." in there.text()
    assert there.trouble == []


def test_everything_is_there_without_javascript(window: Open) -> None:
    there = window("ayu", script=False)
    there.go(WRITE)
    page = there.page
    page.fill("[name=text]", "Tanpa skrip, kontak {{kontak}}.")
    page.locator("summary", has_text="Sisipkan").click()
    page.fill("[name=seek]", "ciomas")
    there.press("Cari")
    page.locator("#handles button").first.click()
    assert " @" in page.input_value("[name=text]")
    page.locator("[name=accounts]").first.check()
    there.press("Simpan")
    assert "kontak" in there.text()  # cannot be asked for yet
    page.get_by_role("link", name="Ubah").click()
    page.fill("[name=text]", "Tanpa skrip.")
    there.press("Simpan")
    page.get_by_role("link", name="Perubahan antarversi").click()
    assert "kontak" in page.locator("del").first.inner_text()
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("^Kembalikan")).click()
    assert "{{kontak}}" in there.text()


def test_with_letters_of_twice_the_size_nothing_is_wider_than_a_phone(window: Open) -> None:
    there = window("ayu", (320, 640))
    for path in (WRITE, "/kerja/tagar/", "/kerja/templat/", "/kerja/templat/baru/"):
        there.go(path)
        there.page.evaluate("document.documentElement.style.fontSize = '200%'")
        there.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
        assert not there.page.evaluate(OVERFLOWS), path


def walk_to(page: Page, selector: str, words: str = "") -> None:
    """Press Tab until what has the focus is this: it must be on the way of the keyboard."""
    asked = """([selector, words]) => {
        const e = document.activeElement;
        return e.matches(selector) && e.textContent.includes(words);
    }"""
    for _step in range(120):
        page.keyboard.press("Tab")
        if page.evaluate(asked, [selector, words]):
            return
    raise AssertionError(f"the keyboard does not reach {selector} {words}")
