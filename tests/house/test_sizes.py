"""Files and functions stay small enough to be read: the figures of docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from tests.house.sources import FILES, PACKAGE, PRODUCT, lines_of, name_of, nodes

LONGEST_FILE = 400
FILES_P90 = 160
FUNCTIONS_P90 = 30
VIEWS_P90 = 20


@dataclass(frozen=True, slots=True)
class Function:
    where: str
    lines: int
    view: bool


def functions(path: Path) -> Iterator[Function]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            view = bool(node.args.args) and node.args.args[0].arg == "request"
            lines = node.end_lineno - node.lineno + 1
            yield Function(f"{name_of(path)}:{node.lineno} {node.name}", lines, view)


def p90(sizes: list[int]) -> float:
    return quantiles(sizes, n=10)[-1]


def test_no_file_is_too_long() -> None:
    too_long = {name_of(f): lines_of(f) for f in FILES if lines_of(f) > LONGEST_FILE}
    assert too_long == {}


def test_most_files_are_short() -> None:
    found = sorted(((lines_of(f), name_of(f)) for f in PACKAGE), reverse=True)
    assert p90([lines for lines, _ in found]) <= FILES_P90, found[: len(found) // 8]


def test_most_functions_are_short() -> None:
    found = [function for path in PRODUCT for function in functions(path)]
    longest = sorted(found, key=lambda f: -f.lines)[:5]
    assert p90([f.lines for f in found]) <= FUNCTIONS_P90, longest
    assert p90([f.lines for f in found if f.view]) <= VIEWS_P90, longest
