"""Steps 1 to 6 in headless Chromium, at phone and desktop width, on the practice network."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Open, Window
from tests.browser.house import House

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desktop"])
def test_a_post_goes_out_once_and_an_answer_comes_back(
    window: Open, house: House, size: tuple[int, int]
) -> None:
    mark = f"{size[0]}"
    text, question = f"Perekaman KTP-el hari Sabtu {mark}.", f"Bisa diwakilkan {mark}?"
    ayu, budi, citra = window("ayu", size), window("budi", size), window("citra", size)

    post = write_and_ask(ayu, text)
    approve(budi, text)
    sent = wait_for_delivery(ayu, post)

    # A citizen answers on the network's own page.
    public = window("", size)
    public.page.goto(sent)
    assert public.page.content().count(text) == 1
    public.page.fill("[name=name]", "Ibu Kenanga")
    public.page.fill("[name=text]", question)
    public.page.get_by_role("button", name="Balas sebagai warga").click()

    conversation = answer(ayu, question, f"Tidak bisa, karena sidik jari {mark}.")
    until(lambda: f"sidik jari {mark}" in public.source(sent.removeprefix(house.url)), 60)
    public.page.reload()
    expect(public.page.locator("body")).to_contain_text(f"sidik jari {mark}")

    for path in (post, conversation):
        refused = citra.page.goto(house.url + path)
        assert refused is not None
        assert refused.status == 404
    for path in ("/kerja/", "/kerja/konten/", "/kerja/kotak-masuk/", "/kerja/kalender/"):
        citra.go(path)
        assert mark not in citra.text()
    assert house.call("audit", "verify")
    for person in (ayu, budi):
        assert person.trouble == []
        assert person.foreign == []


def write_and_ask(ayu: Window, text: str) -> str:
    """Write for two accounts, see the length counted, preview, ask. Return the post's path."""
    ayu.go("/kerja/")
    ayu.page.locator("main").get_by_role("link", name="Tulis").first.click()
    ayu.page.fill("[name=text]", text)
    boxes = ayu.page.locator("[name=accounts]")
    assert boxes.count() >= 2
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(ayu.page.locator(".count output").first).to_have_text(f"{len(text)}/280")
    ayu.press("Pratinjau")
    assert ayu.page.locator(".preview").count() == 2
    ayu.press("Simpan")
    ayu.press("Minta persetujuan")
    return ayu.page.url.removeprefix(ayu.house.url).removesuffix("minta/")


def approve(budi: Window, text: str) -> None:
    """Approve what waits, for the next minute."""
    budi.go("/kerja/persetujuan/")
    budi.page.get_by_role("link").filter(has_text=text[:30]).first.click()
    due = datetime.now().astimezone() + timedelta(seconds=20)
    shown = budi.page.locator("[name=due]")
    shown.fill((due + timedelta(hours=_hours_to_jakarta(due))).strftime("%Y-%m-%dT%H:%M"))
    budi.press("Setujui")


def _hours_to_jakarta(moment: datetime) -> float:
    offset = moment.utcoffset()
    assert offset is not None
    return 7 - offset.total_seconds() / 3600


def wait_for_delivery(ayu: Window, post: str) -> str:
    """Wait until both deliveries are out; return the address of one."""

    links = ayu.page.get_by_role("link", name="Lihat di je")

    def sent() -> bool:
        if ayu.source(post).count("Lihat di je") < 2:
            return False
        ayu.go(post)
        return links.count() == 2

    until(sent, 90)
    assert "1 percobaan" in ayu.text()
    address = links.first.get_attribute("href")
    assert address
    return address


def answer(ayu: Window, question: str, words: str) -> str:
    """Wait until the question is in the inbox, answer it, return the conversation's path."""

    until(lambda: question in ayu.source("/kerja/kotak-masuk/"), 60)
    ayu.go("/kerja/kotak-masuk/")
    ayu.page.get_by_role("link").filter(has_text=question).first.click()
    ayu.page.fill("[name=text]", words)
    ayu.press("Kirim jawaban")
    assert words in ayu.text()
    return ayu.page.url.removeprefix(ayu.house.url)


def until(true: object, seconds: float) -> None:
    assert callable(true)
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"still not after {seconds} s"
        time.sleep(0.5)
