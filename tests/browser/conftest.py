"""One installation and one headless Chromium for all tests of the browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

from sinergi.cli.tests.conftest import filled
from tests.browser.house import House
from tests.browser.house import house as make_house
from tests.browser.switches import SWITCHES

PHONE, DESK = (360, 740), (1366, 800)
Open = Callable[..., "Window"]


@dataclass(slots=True)
class Window:
    """A browser window of one person. ``trouble`` is what the console complained about."""

    house: House
    page: Page
    trouble: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the house. Fails for anything but 200."""
        answer = self.page.goto(self.house.url + path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def source(self, path: str) -> str:
        """Return a page as the server sends it to this person, drawn by nobody; "" for none."""
        answer = self.page.context.request.get(self.house.url + path)
        return answer.text() if answer.status == 200 else ""

    def press(self, words: str) -> None:
        """Press the button that says this, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words, exact=True).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way or being put into the page."""
        under_way = self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")
        expect(under_way).to_have_count(0)

    def text(self) -> str:
        return self.page.locator("main").inner_text()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with make_house(tmp_path_factory.mktemp("house"), filled(tmp_path_factory)) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium. Skips in words where there is none; fails under CI."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing = "Chromium is not installed (Debian: chromium)"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def window(house: House, chromium: Browser) -> Iterator[Open]:
    """Return how to open a window for a person ("" signed out)."""
    opened: list[BrowserContext] = []

    def make(who: str = "", size: tuple[int, int] = PHONE, *, script: bool = True) -> Window:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="id-ID",
            java_script_enabled=script,
            storage_state=_signed_in(house, chromium, who) if who else None,
        )
        opened.append(context)
        made = Window(house, context.new_page())
        context.on("request", lambda request: _look(request, made))
        made.page.on(
            "console",
            lambda m: made.trouble.append(m.text) if m.type in {"error", "warning"} else None,
        )
        made.page.on("pageerror", lambda e: made.trouble.append(str(e)))
        return made

    yield make
    for context in opened:
        context.close()


_STATES: dict[tuple[str, str], str] = {}


def _signed_in(house: House, browser: Browser, who: str) -> str:
    """Sign a person in by the form, once for all tests; return where the cookies are kept."""
    kept = _STATES.get((house.url, who))
    if kept is None:
        context = browser.new_context(locale="id-ID")
        page = context.new_page()
        page.goto(f"{house.url}/masuk/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", house.people[who])
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/kerja/**")
        kept = str(house.home.parent / f"{who}.json")
        context.storage_state(path=kept)
        context.close()
        _STATES[(house.url, who)] = kept
    return kept


def _look(request: Request, window: Window) -> None:
    if not request.url.startswith((window.house.url, "data:", "blob:")):
        window.foreign.append(request.url)
