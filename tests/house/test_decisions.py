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
    told, asked = set(map(_plain, reasons())), lines("in")
    parts = {part for found in re.findall(r"\[(.+?)\]", asked) for part in found.split(",")}
    assert names(asked) <= told <= names(lines("txt")) | parts


def lines(kind: str) -> str:
    """Return what the files of requirements ask for (`in`) or pin (`txt`)."""
    files = sorted((ROOT / "requirements").glob(f"*.{kind}"))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def names(required: str) -> set[str]:
    return set(map(_plain, re.findall(r"^([a-z][\w.-]*)", required, re.MULTILINE)))


def _plain(name: str) -> str:
    return re.sub(r"[._-]+", "-", name)


def reasons() -> list[str]:
    """Return the names in the first cells of the tables; in brackets stands what comes along."""
    rows = [row.split("|") for row in DEPENDENCIES.text.splitlines() if row.startswith("| ")]
    cells = ",".join(row[1] for row in rows if not row[1].startswith(" for "))
    return [
        w for w in (x.strip().removeprefix("with ") for x in re.split(r"[,()]| and ", cells)) if w
    ]


def test_every_decision_that_a_reason_names_exists() -> None:
    named = {int(number) for number in re.findall(r"\((\d+)\)", DEPENDENCIES.text)}
    assert named <= set(range(1, len(DECISIONS) + 1))
