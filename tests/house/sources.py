"""The Python of the house, read once for all rules."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.house.pages import ROOT

FILES = [
    path
    for folder in ("sinergi", "scripts", "bench", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
PACKAGE = [path for path in FILES if ROOT / "sinergi" in path.parents]
PRODUCT = [path for path in PACKAGE if "tests" not in path.parts]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines_of(path: Path) -> int:
    return len(text_of(path).splitlines())


@cache
def nodes(path: Path) -> list[ast.AST]:
    """Return every node of a file. Raises SyntaxError for a file that is no Python."""
    return list(ast.walk(ast.parse(text_of(path), filename=str(path))))
