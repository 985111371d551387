"""Single keys do on the desk what the list of keys says, and nothing where they would surprise."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, Open, Window
from tests.browser.test_desk import INBOX, opened

pytestmark = pytest.mark.browser

#: Two conversations of Ayu's that no other test answers.
CHILD, PARKING = "Bagaimana cara menambah anak", "Tukang parkir di depan kantor"

#: Every list of the desk that a coordinator of the demo finds filled, by its page.
LISTS = {
    "inbox": INBOX,
    "desk": "/kerja/meja-respons/",
    "cases": "/kerja/kotak-masuk/kasus/",
    "answers": "/kerja/jawaban/",
    "today": "/kerja/",
}


def told(there: Window) -> list[str]:
    """Return the keys that `?` lists."""
    there.page.keyboard.press("?")
    expect(there.page.locator("dialog[open] #shortcuts")).to_be_visible()
    keys = there.page.locator("dialog[open] kbd").all_inner_texts()
    there.page.keyboard.press("Escape")
    expect(there.page.locator("dialog[open]")).to_have_count(0)
    return keys


def focused(there: Window, selector: str) -> bool:
    return bool(there.page.evaluate("s => document.activeElement.matches(s)", selector))


def row(there: Window) -> int:
    """Return which row of the page has the focus, or -1."""
    found = there.page.evaluate(
        "[...document.querySelectorAll('#main :is(a.row, li.row, [data-row])')]"
        ".findIndex(one => one.contains(document.activeElement))"
    )
    return int(found)


@pytest.mark.parametrize("path", LISTS.values(), ids=LISTS)
def test_j_and_k_walk_along_every_list(window: Open, path: str) -> None:
    rani = window("rani", DESK)
    rani.go(path)
    last = rani.page.locator("#main :is(a.row, li.row, [data-row])").count() - 1
    assert last >= 0
    walked = []
    for key in "jjk":
        rani.page.keyboard.press(key)
        walked.append(row(rani))
    assert walked == [0, min(1, last), 0]
    assert rani.trouble == []


def test_the_list_of_keys_is_that_of_the_page(window: Open) -> None:
    ayu = window("ayu", DESK)
    ayu.go(INBOX)
    assert {"j k", "x", "/", "?", "Ctrl K"} <= set(listed := told(ayu))
    assert not {"r", "n", "s", "a", "e"} & set(listed)
    opened(ayu, CHILD)
    assert {"r", "n", "s", "a", "e", "/", "?", "Ctrl K", "Ctrl Enter"} <= set(listed := told(ayu))
    assert "x" not in listed


def test_letters_go_where_they_say(window: Open) -> None:
    ayu = window("ayu", DESK)
    opened(ayu, CHILD)
    for key, place in {"r": "reply", "n": "note", "s": "state", "a": "assign"}.items():
        ayu.page.keyboard.press(key)
        assert focused(ayu, f"[data-key={place}]"), key
        ayu.page.keyboard.press("Escape")
    ayu.page.keyboard.press("r")
    ayu.page.keyboard.type("enak /?")
    assert "enak /?" in ayu.page.locator("#answer-form [name=text]").input_value()
    expect(ayu.page.locator("dialog[open]")).to_have_count(0)
    assert ayu.trouble == []


def test_e_marks_as_done_and_nothing_behind_a_dialog(window: Open) -> None:
    ayu = window("ayu", DESK)
    path = opened(ayu, PARKING)
    done = ayu.page.locator("[data-key=done]")
    ayu.page.keyboard.press("Control+k")
    expect(ayu.page.locator("dialog[open] input")).to_be_focused()
    ayu.page.keyboard.press("ArrowDown")
    expect(ayu.page.locator("dialog[open] a.row").first).to_be_focused()
    ayu.page.keyboard.press("e")
    ayu.page.keyboard.press("Escape")
    expect(done).to_have_count(1)
    ayu.page.evaluate("document.activeElement.blur()")
    ayu.page.keyboard.press("e")
    expect(done).to_have_count(0)
    ayu.go(path)
    ayu.press("Buka kembali")
    expect(done).to_have_count(1)


def test_shift_e_goes_on_with_what_is_due_next(window: Open) -> None:
    ayu = window("ayu", DESK)
    path = opened(ayu, PARKING)
    ayu.page.keyboard.press("Shift+E")
    ayu.page.wait_for_function("path => location.pathname !== path", arg=path)
    ayu.settle()
    assert ayu.page.locator("[data-key=next]").count() == 1
    ayu.go(path)
    ayu.press("Buka kembali")


def test_the_slash_searches_everywhere(window: Open) -> None:
    ayu = window("ayu", DESK)
    ayu.go(INBOX)
    ayu.page.keyboard.press("/")
    assert focused(ayu, "#main input[type=search]")
    opened(ayu, CHILD)
    ayu.page.keyboard.press("/")
    expect(ayu.page.locator("dialog[open] input")).to_be_focused()
    ayu.page.keyboard.type("menambah anak")
    found = ayu.page.locator("dialog[open] a.row").filter(has_text="Cari dalam pesan")
    found.click()
    ayu.page.wait_for_url("**/kotak-masuk/?q=menambah+anak")
    assert CHILD in ayu.text()


def test_ctrl_k_opens_from_a_field_and_keys_can_be_switched_off(window: Open) -> None:
    ayu = window("ayu", DESK)
    opened(ayu, CHILD)
    ayu.page.locator("#answer-form [name=text]").focus()
    ayu.page.keyboard.press("Control+k")
    expect(ayu.page.locator("dialog[open] input")).to_be_focused()
    ayu.page.keyboard.press("Escape")
    ayu.page.context.add_cookies([{"name": "shortcuts", "value": "off", "url": ayu.house.url}])
    ayu.page.evaluate("document.activeElement.blur()")
    for key in ("r", "/", "?"):
        ayu.page.keyboard.press(key)
        assert focused(ayu, "body"), key
    expect(ayu.page.locator("dialog[open]")).to_have_count(0)
    ayu.page.keyboard.press("Control+k")
    expect(ayu.page.locator("dialog[open] input")).to_be_focused()
