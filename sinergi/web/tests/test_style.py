"""The style sheet stays small, readable in both themes, and good in browsers of 2023."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest

HERE = Path(__file__).resolve().parent.parent / "static" / "web"
CSS = re.sub(r"/\*.*?\*/", "", (HERE / "sinergi.css").read_text(encoding="utf-8"), flags=re.DOTALL)

LIGHT, DARK = ":root", ':root[data-theme="dark"]'
DEVICE = ':root:not([data-theme="light"])'

#: Words on their ground, at least 4.5 (WCAG 1.4.3): every pair that stands on a page.
WORDS = {
    ("text", "page"), ("text", "card"), ("text", "raised"), ("text", "brand-soft"),
    ("text", "warning-soft"), ("page", "text"),
    ("muted", "page"), ("muted", "card"), ("muted", "raised"),
    ("brand", "page"), ("brand", "card"), ("brand", "raised"), ("brand", "brand-soft"),
    ("on-brand", "brand"), ("on-brand", "brand-press"),
    ("danger", "card"), ("danger", "page"), ("danger", "danger-soft"), ("card", "danger"),
    ("warning", "warning-soft"), ("success", "success-soft"), ("info", "info-soft"),
}  # fmt: skip
#: What must be seen though it is no word, at least 3 (WCAG 1.4.11): fields, focus, bars.
SIGNS = {
    ("field-line", "card"), ("field-line", "page"), ("brand", "page"), ("brand", "card"),
    ("danger", "card"), ("success", "card"), ("warning", "warning-soft"),
}  # fmt: skip
#: The grounds of chips, the same in both themes, under white letters.
CHIPS = ("#4a5866", "#7a4a00")


def rules(css: str = CSS) -> Iterator[tuple[str, str]]:
    """Yield the selector and the declarations of every rule."""
    yield from re.findall(r"([^{};]+)\{([^{}]*)\}", css)


def tokens(selector: str) -> dict[str, str]:
    """Return the colours that a rule gives to names."""
    body = next(body for name, body in rules() if name.strip() == selector)
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", body))


def luminance(colour: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb (WCAG 2.2, definition)."""
    digits = colour.lstrip("#")
    wide = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(wide[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#fff", "#000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_pair_of_colours_can_be_read(theme: str) -> None:
    known = tokens(theme)
    found = {
        f"{one} on {other}: {contrast(known[one], known[other]):.2f}"
        for pairs, least in ((WORDS, 4.5), (SIGNS, 3.0))
        for one, other in pairs
        if contrast(known[one], known[other]) < least
    }
    assert found == set()


@pytest.mark.parametrize("ground", CHIPS)
def test_white_letters_can_be_read_on_chips(ground: str) -> None:
    assert ground in CSS
    assert contrast("#fff", ground) >= 4.5


def test_no_rule_brings_colours_together_that_were_not_judged() -> None:
    strange = [
        (selector.strip(), colour, ground)
        for selector, body in rules()
        for colour in re.findall(r"(?<![\w-])color: var\(--([\w-]+)\)", body)
        for ground in re.findall(r"(?<![\w-])background: var\(--([\w-]+)\)", body)
        if (colour, ground) not in WORDS
    ]
    assert strange == []


def test_the_dark_theme_is_the_same_by_choice_and_by_device() -> None:
    assert tokens(DARK) == tokens(DEVICE)
    assert tokens(DARK).keys() == tokens(LIGHT).keys()


@pytest.mark.parametrize("word", ["oklch(", "color-mix(", "light-dark(", "@import", "@scope"])
def test_nothing_that_chrome_109_cannot_read(word: str) -> None:
    assert word not in CSS


def nested(css: str) -> list[str]:
    """Return the selectors of rules that stand inside another rule."""
    found, around = [], [""]
    for before, sign in re.findall(r"([^{}]*)([{}])", css):
        if sign == "}":
            around.pop()
            continue
        selector = before.rsplit(";", 1)[-1].strip()
        if around[-1] and not around[-1].startswith("@"):
            found.append(f"{around[-1]} {{ {selector}")
        around.append(selector)
    return found


def test_no_rule_stands_inside_another() -> None:
    assert nested(CSS) == []
    assert nested(".a { color: red; .b { color: blue; } }") == [".a { .b"]
    assert nested(".a { @media print { color: red; } }") == [".a { @media print"]
    assert nested("@layer x { @media print { .a { color: red; } } }") == []


def test_braces_close() -> None:
    assert CSS.count("{") == CSS.count("}")


def test_the_style_sheet_is_at_most_12_kb() -> None:
    assert len(brotli.compress((HERE / "sinergi.css").read_bytes())) <= 12 * 1024


def test_our_scripts_are_at_most_8_kb() -> None:
    scripts = [brotli.compress(path.read_bytes()) for path in sorted(HERE.glob("*.js"))]
    assert sum(map(len, scripts)) <= 8 * 1024


def test_a_theme_changes_colours_alone() -> None:
    """What is true of a page in one is true in the other, colours apart (``tests/browser``)."""
    changed = {
        name
        for selector, body in rules()
        if selector.strip() in {DARK, DEVICE}
        for name in re.findall(r"([\w-]+): ", body)
    }
    assert changed == {f"--{name}" for name in tokens(LIGHT)} | {"--shadow", "color-scheme"}
    assert (CSS.count("prefers-color-scheme"), CSS.count("data-theme")) == (1, 2)
