"""docs/api.md tells what the code does."""

from __future__ import annotations

from pathlib import Path

from sinergi.people import tokens
from sinergi.web.api import problems
from tests.api.described import PATHS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def rows(after: str) -> list[list[str]]:
    """Return the cells of the table under a heading, without its two first lines."""
    lines = PAGE.split(f"\n## {after}\n")[1].split("\n## ")[0].splitlines()
    table = [line for line in lines if line.startswith("|")][2:]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table]


def test_every_endpoint_is_told_with_its_scope() -> None:
    there = [
        [f"{method.upper()} {path}".replace("{pk}", "{id}"), *_told(operation)]
        for path, methods in PATHS.items()
        for method, operation in methods.items()
    ]
    assert rows("Endpoints") == there


def test_every_problem_is_told_with_its_status() -> None:
    told = {row[0]: int(row[1]) for row in rows("Errors")}
    assert told == {kind: status for kind, (status, _) in problems.KINDS.items()}


def test_the_scopes_of_the_story_exist() -> None:
    story = PAGE.split("\n## The story\n")[1].split("\n## ")[0]
    named = [word.strip(")\\") for word in story.split() if word.strip(")\\") in tokens.SCOPES]
    assert len(named) >= 8


def _told(operation: dict[str, object]) -> list[str]:
    first, *_, last = str(operation["description"]).split("\n")
    return [last.removeprefix("Scope: `").removesuffix("`."), first]
