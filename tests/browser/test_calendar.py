"""The calendar in a browser: dragged at a desk, moved by a form without script, many at once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Open, Window

pytestmark = pytest.mark.browser


def draft(there: Window) -> str:
    """Return the id of a draft of the demo."""
    there.go("/kerja/konten/?tab=draft")
    found = re.search(r'href="/kerja/konten/(\d+)/', there.page.content())
    assert found is not None
    return found[1]


def plan(there: Window, pk: str, day: date) -> None:
    there.go(f"/kerja/kalender/pindah/{pk}/")
    there.page.fill("[name=due]", f"{day.isoformat()}T09:15")
    there.press("Pindahkan")


def cell(page: Page, day: date) -> str:
    return page.locator(f'[data-day="{day.isoformat()}"]').inner_text()


def days() -> tuple[date, date]:
    """Return two days of one week that lie ahead."""
    monday = date.today() + timedelta(days=14 - date.today().weekday())  # noqa: DTZ011
    return monday + timedelta(days=1), monday + timedelta(days=3)


def test_a_post_is_dragged_to_another_day_and_keeps_its_hour(window: Open) -> None:
    there: Window = window("ayu", DESK)
    pk, (first, second) = draft(there), days()
    plan(there, pk, first)
    there.go(f"/kerja/kalender/?view=week&day={first.isoformat()}")
    post = there.page.locator(f'[data-post="{pk}"]')
    expect(post).to_contain_text("09.15")
    post.drag_to(there.page.locator(f'[data-day="{second.isoformat()}"]'))
    moved = there.page.locator(f'[data-day="{second.isoformat()}"] [data-post="{pk}"]')
    expect(moved).to_contain_text("09.15")
    assert "09.15" not in cell(there.page, first)
    assert there.trouble == []


def test_without_a_script_it_is_moved_by_a_form(window: Open) -> None:
    there: Window = window("ayu", script=False)
    pk, (first, second) = draft(there), days()
    plan(there, pk, first)
    there.go(f"/kerja/kalender/?view=agenda&day={first.isoformat()}")
    there.page.locator(f'a[href^="/kerja/kalender/pindah/{pk}/"]').first.click()
    there.page.fill("[name=due]", f"{second.isoformat()}T10:45")
    there.press("Pindahkan")
    assert "view=agenda" in there.page.url
    assert "10.45" in there.text()


def test_many_are_labelled_while_one_looks_on(window: Open) -> None:
    there: Window = window("ayu")
    pk, (first, _) = draft(there), days()
    plan(there, pk, first)
    there.go(f"/kerja/kalender/?view=agenda&day={first.isoformat()}")
    there.page.locator(f'input[name=id][value="{pk}"]').check()
    there.page.get_by_role("button", name="Ubah bersama …").click()
    there.page.select_option("[name=act]", "label")
    there.page.fill("[name=label]", "#Uji Peramban")
    there.page.get_by_role("button", name="Lakukan").click()
    expect(there.page.locator("#standing")).to_contain_text("1 dari 1 selesai", timeout=60_000)
    there.go(f"/kerja/konten/{pk}/")
    assert "uji peramban" in there.text()
    assert there.trouble == []


def test_posts_of_a_week_are_chosen_without_a_script(window: Open) -> None:
    there: Window = window("ayu", DESK, script=False)
    pk, (first, _) = draft(there), days()
    plan(there, pk, first)
    there.go(f"/kerja/kalender/?view=week&day={first.isoformat()}")
    there.page.locator(f'input[name=id][value="{pk}"]').check()
    there.press("Ubah bersama …")
    assert "1 unggahan dipilih" in there.text()
    assert "view=week" in there.page.locator("[name=back]").first.input_value()
