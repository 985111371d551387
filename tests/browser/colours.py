"""What axe says of a page: of words and what is behind them, once for all that stand alike.

To work out what is behind words is most of what axe does, and most words stand as others did on
the page before: in the same elements and classes, coloured, placed and written alike. What covers
them there, if anything does, makes axe say less and not more.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

#: The rules that look at what is behind words. Nothing else changes with a theme
#: (``sinergi/web/tests/test_style.py``).
COLOURS = ["color-contrast", "link-in-text-block"]

#: What axe complains about: on the page, by all rules but the first of these; or by these alone,
#: where something stands that is new.
LOOK = """([colours, found]) => axe.run(found ? {include: window.standing} : document, {
    resultTypes: ['violations'],
    ...found ? {runOnly: colours} : {rules: {[colours[0]]: {enabled: false}}},
}).then(told => told.violations)"""

#: Keep what says something and stands as nothing known does, and return how it stands: numbers,
#: each made of that of what a thing stands in, and of all that shows on it. In one text: it takes
#: Playwright long to hand over many.
STANDING = """known => {
    const SHOWS = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter',
        'mixBlendMode', 'position', 'zIndex', 'fontSize', 'fontWeight', 'fontStyle',
        'textDecorationLine', 'textShadow', 'borderBottomStyle', 'borderBottomColor'];
    const number = words => {
        let [one, two] = [0xdeadbeef, 0x41c6ce57];
        for (let i = 0; i < words.length; i++) {
            one = Math.imul(one ^ words.charCodeAt(i), 2654435761);
            two = Math.imul(two ^ words.charCodeAt(i), 1597334677);
        }
        one = Math.imul(one ^ one >>> 16, 2246822507) ^ Math.imul(two ^ two >>> 13, 3266489909);
        two = Math.imul(two ^ two >>> 16, 2246822507) ^ Math.imul(one ^ one >>> 13, 3266489909);
        return (4294967296 * (2097151 & two) + (one >>> 0)).toString(36);
    };
    const stands = new Map([[null, 0]]), seen = new Set(known.split(' ')), fresh = [];
    const of = e => {
        if (!stands.has(e)) {
            const style = getComputedStyle(e), shows = SHOWS.map(name => style[name]).join();
            const own = `${of(e.parentElement)} ${e.tagName} ${e.getAttribute('class')} ${shows}`;
            stands.set(e, number(own));
        }
        return stands.get(e);
    };
    const letters = e => e.textContent.replace(/\\s/g, '').length;
    const amongWords = link => {
        let block = link.parentElement;
        while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement;
        const links = [...block.querySelectorAll('a')].map(letters);
        return letters(block) > links.reduce((all, one) => all + one, 0);
    };
    window.standing = [...document.body.querySelectorAll('*')].filter(e => {
        const words = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
        if (!words && !e.matches('a, input, select, textarea')) return false;
        if (!e.getClientRects().length) return false;
        const how = number(`${of(e)} ${e.matches('a') && amongWords(e)}`);
        return !seen.has(how) && seen.add(how) && fresh.push(how);
    });
    return fresh.join(' ');
}"""


def of_the_page(page: Page) -> list[str]:
    """Return what axe says of a page, but not whether its words can be told from their ground."""
    return _told(page, found=False)


def of_words(page: Page, known: set[str]) -> list[str]:
    """Return what axe says of words that stand as none of the known do, which they are then."""
    found = page.evaluate(STANDING, " ".join(known)).split()
    known.update(found)
    return _told(page, found=True) if found else []


def _told(page: Page, *, found: bool) -> list[str]:
    told: list[dict[str, Any]] = page.evaluate(LOOK, [COLOURS, found])
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:120]} {v['nodes'][0]['failureSummary'][:200]}"
        for v in told
    ]
