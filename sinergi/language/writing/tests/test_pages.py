"""Every rule has a page, and what the page says of its examples is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sinergi.language.writing import RULES, Blocked, Draft, NetworkLimits, Register, Rule, check
from sinergi.language.writing.names import NAMES

DOCS = Path(__file__).resolve().parents[4] / "docs" / "writing"
EXAMPLE = re.compile(r"^- (?:`(.+)`|\(nothing\))$", re.MULTILINE)
REGISTER = Register(
    blocked=(Blocked("Bogor Gemilang Jaya", "kampanye"), Blocked("@paslon1", "kampanye")),
    handles=frozenset({"pemkabbogor"}),
)
MOST = 60


def found(rule: str, example: str) -> set[str]:
    """Return the rules that find something in an example; of "alt-…", in a description."""
    alt = rule.startswith("alt-")
    draft = Draft("Ada foto.", (example,)) if alt else Draft(example)
    network = NetworkLimits("Contoh", len(example), MOST)
    there = network if rule == "network-length" else None
    return {f.rule for f in check(draft, network=there, register=REGISTER)}


def examples(rule: str) -> list[tuple[str, bool]]:
    page = (DOCS / f"{rule}.md").read_text(encoding="utf-8")
    _, _, rest = page.partition("## Found")
    yes, _, no = rest.partition("## Not found")
    return [
        (example.replace("⏎", "\n"), expected)
        for part, expected in ((yes, True), (no, False))
        for example in EXAMPLE.findall(part)
    ]


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_a_page_tells_the_truth_about_its_rule(rule: str) -> None:
    tried = examples(rule)
    assert {expected for _, expected in tried} == {True, False}
    wrong = [example for example, expected in tried if (rule in found(rule, example)) != expected]
    assert wrong == []


def test_a_rule_is_called_as_its_page_is() -> None:
    assert list(NAMES) == [rule.id for rule in RULES]
    for rule, name in NAMES.items():
        first = (DOCS / f"{rule}.md").read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# {rule}: {name}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_page_gives_severity_reason_and_source(rule: Rule) -> None:
    page = (DOCS / f"{rule.id}.md").read_text(encoding="utf-8")
    assert f"Severity: {rule.severity.value}." in page
    assert "\nWhy: " in page
    assert "\nSource: " in page


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    pages = {path.stem for path in DOCS.glob("*.md")} - {"README"}
    assert pages == {rule.id for rule in RULES}
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| \[([\w-]+)\]\(\1\.md\)", index, re.MULTILINE) == [r.id for r in RULES]
