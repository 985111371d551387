"""Findings beside a text: they come while somebody types, and a proposal is taken in place."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open, Window

pytestmark = pytest.mark.browser

HARD = "Ayo daftar, pelayanan ini tidak dipungut biaya. "


def test_a_proposal_is_taken_while_writing(window: Open) -> None:
    there: Window = window("ayu")
    there.go("/kerja/tulis/")
    page = there.page
    page.evaluate("window.same = true")
    page.fill("[name=text]", HARD)
    checks = page.locator("#checks")
    expect(checks).to_contain_text("tidak dipungut biaya")
    count = page.locator(".count output").first
    expect(count).to_contain_text(f"{len(HARD.strip())}/")
    checks.get_by_role("button", name="Terapkan").first.click()
    expect(page.locator("[name=text]")).to_have_value("Ayo daftar, pelayanan ini gratis.")
    expect(count).to_contain_text("33/")
    expect(checks).not_to_contain_text("tidak dipungut biaya")
    page.locator("[name=text]").press("End")
    page.keyboard.type(" Dasar koruptor!")
    expect(checks).to_contain_text("koruptor")
    assert page.evaluate("window.same === true")
    assert there.trouble == []
