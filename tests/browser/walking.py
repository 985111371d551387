"""A walk by keyboard alone: every key that was pressed, in words, and what each stop must show."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

#: So many times Tab is pressed before a thing counts as out of reach.
FAR = 150

IS_IT = """([selector, words]) => {
    const e = document.activeElement;
    return e.matches(selector) && (e.textContent + (e.ariaLabel || '')).includes(words);
}"""

#: What a stop lacks: a ring around it, a place on the screen, nothing on top of it.
LACKS = """() => {
    const e = document.activeElement, told = [];
    // What was swapped in has the focus as a whole, and needs no ring: one begins to read there.
    if (e === document.body || e.matches('video, main')) return told;
    const style = getComputedStyle(e), box = e.getBoundingClientRect();
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) told.push('no ring');
    const x = Math.min(Math.max(box.left + 4, 1), innerWidth - 2);
    const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 20), 1), innerHeight - 2);
    if (box.bottom <= 0 || box.top >= innerHeight) told.push('not on the screen');
    else {
        const top = document.elementFromPoint(x, y);
        const under = top && !e.contains(top) && !top.contains(e);
        if (under) told.push('under ' + top.outerHTML.slice(0, 60));
    }
    return told.map(what => `${what}: ${e.outerHTML.slice(0, 90)}`);
}"""

CALLED = """() => {
    const e = document.activeElement;
    const label = e.labels && e.labels[0] ? e.labels[0].textContent : e.ariaLabel || e.textContent;
    const plain = (label || e.name || '').trim().replace(/\\s+/g, ' ').slice(0, 40);
    return `${e.tagName.toLowerCase()} “${plain}”`;
}"""

#: True where the focus came before what had it: the order of the page is that of reading.
BACKWARDS = """() => {
    const now = document.activeElement, last = window.lastStop;
    window.lastStop = now;
    return !!(last && last.isConnected && now !== document.body
        && now.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


#: All that is asked at a stop, at once: each question goes through three processes.
AT_A_STOP = f"""wanted => ({{
    lacks: ({LACKS})(), backwards: ({BACKWARDS})(), called: ({CALLED})(), found: ({IS_IT})(wanted),
}})"""


@dataclass(slots=True)
class Walk:
    """What one person pressed. ``steps`` reads as instructions, ``trouble`` what was wrong."""

    page: Page
    steps: list[str] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    def to(self, selector: str, words: str = "") -> Walk:
        """Press Tab until this has the focus. Looks at every stop on the way."""
        for times in range(1, FAR + 1):
            self.page.keyboard.press("Tab")
            stop = self.page.evaluate(AT_A_STOP, [selector, words])
            self.trouble += stop["lacks"]
            if stop["backwards"]:
                self.trouble.append(f"backwards at {stop['called']}")
            if stop["found"]:
                self.steps.append(f"Tab × {times} to {stop['called']}")
                return self
        raise AssertionError(f"the keyboard does not reach {selector} {words}: {self.steps}")

    def press(self, key: str) -> Walk:
        self.page.keyboard.press(key)
        self.steps.append(key)
        return self

    def go(self, key: str = "Enter") -> Walk:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.press(key)
        self.page.wait_for_load_state("networkidle")
        return self

    def type(self, text: str, called: str = "") -> Walk:
        """Type a text, that the steps call by its name where it is no good to be read."""
        self.page.keyboard.type(text)
        self.steps.append(f"type {called or f'“{text}”'}")
        return self

    def moment(self, month: int, hour: int) -> Walk:
        """Type a moment into its field: a day whose number is that of its month, so that it is the
        same in every order of them.
        """
        year = self.page.evaluate("new Date().getFullYear()")
        now = self.page.evaluate("new Date().getMonth() + 1")
        keys = [f"{month:02}", f"{month:02}", str(year if month > now else year + 1)]
        for typed in (*keys, f"{hour:02}", "30"):
            self.page.keyboard.type(typed)
            if len(typed) == 4:
                self.page.keyboard.press("ArrowRight")
        self.page.keyboard.type("A")
        self.steps.append(f"type the moment {'/'.join(keys)} {hour:02}.30")
        return self
