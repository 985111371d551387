"""What was decided is written down in one form, and every dependency has its reason."""

from __future__ import annotations

import re

import pytest

from tests.house.pages import DOCS, ROOT, Page, read

DECISIONS = [read(path) for path in sorted((DOCS / "decisions").glob("*"))]
DEPENDENCIES = read(DOCS / "decisions" / "0013-dependencies.md")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [page.path.name.split("-")[0] for page in DECISIONS]
    assert numbers == [f"{number:04}" for number in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.path.stem)
def test_a_decision_says_context_decision_why_and_consequences(page: Page) -> None:
    title, *parts = re.split(r"^## ", page.text, flags=re.MULTILINE)
    assert re.match(rf"# {int(page.path.name[:4])}\. \S", title)
    assert [part.split("\n")[0] for part in parts] == ["Context", "Decision", "Why", "Consequences"]
    assert [part for part in parts if not part.partition("\n")[2].strip()] == []


def test_every_dependency_has_a_line_and_every_line_a_dependency() -> None:
    told = {_plain(name) for name in reasons()}
    assert names("in") <= told <= names("txt")


def names(kind: str) -> set[str]:
    """Return the packages that the files of requirements ask for (`in`) or pin (`txt`)."""
    files = (ROOT / "requirements").glob(f"*.{kind}")
    lines = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return set(map(_plain, re.findall(r"^([a-z][\w.-]*)", lines, re.MULTILINE)))


def _plain(name: str) -> str:
    return re.sub(r"[._-]+", "-", name)


def reasons() -> list[str]:
    """Return the packages in the first cells of the tables; in brackets stands what comes along."""
    rows = [row.split("|") for row in DEPENDENCIES.text.splitlines() if row.startswith("| ")]
    cells = ",".join(row[1] for row in rows if not row[1].startswith(" for "))
    return [w for w in (x.strip().removeprefix("with ") for x in re.split(r"[,()]", cells)) if w]


def test_every_decision_that_a_reason_names_exists() -> None:
    named = {int(number) for number in re.findall(r"\((\d+)\)", DEPENDENCIES.text)}
    assert named <= set(range(1, len(DECISIONS) + 1))
