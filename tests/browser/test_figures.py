"""Figures come from a file in three steps without JavaScript, and their pages are for everybody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.browser.conftest import DESK, Open, Window
from tests.browser.test_pages import looked_at

pytestmark = pytest.mark.browser

HEAD = "tanggal;tautan;tayangan;jangkauan;suka;komentar;bagikan;simpan;pengikut"


def a_file() -> bytes:
    """Two weeks of followers, and the figures of a post that went out elsewhere."""
    today = date(2026, 11, 20)
    days = [f"{today - timedelta(days=n)};;;;;;;;{1500 - 7 * n}" for n in range(14)]
    post = f"{today};https://latihan.example/p/77;1.200;800;40;6;3;;"
    return "\n".join([HEAD, *days, post]).encode("utf-16")


def bring(there: Window) -> str:
    """Choose the file and have its columns looked at; return the address of that step."""
    there.go("/kerja/wawasan/impor/")
    there.page.set_input_files(
        "[name=file]", {"name": "wawasan.csv", "mimeType": "text/csv", "buffer": a_file()}
    )
    there.page.select_option("[name=account]", index=1)
    there.press("Lanjutkan")
    step = there.page.url.removeprefix(there.house.url)
    there.press("Lihat apa yang akan masuk")
    return step


def test_figures_come_from_a_file_and_can_be_read_by_everybody(window: Open) -> None:
    ayu, plain = window("ayu"), window("ayu", DESK, script=False)
    step = bring(plain)
    assert "Angka baru" in plain.text()
    trouble = looked_at(ayu, step)
    plain.press("Impor sekarang")
    assert "Diimpor" in plain.text()
    trouble += looked_at(ayu, step)
    with plain.page.expect_navigation():
        plain.page.get_by_role("link", name="Angka akun").click()
    assert "1.500" in plain.text()
    assert plain.page.locator("main figure svg path").count() > 1
    account = plain.page.url.removeprefix(plain.house.url)
    for path in (account, "/kerja/wawasan/", "/kerja/wawasan/impor/"):
        trouble += looked_at(ayu, path)
    assert trouble == []
    assert ayu.trouble == []
    assert ayu.foreign == []
