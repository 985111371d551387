"""Files and functions stay small enough to be read: the figures of docs/architecture.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = [
    path
    for folder in ("sinergi", "scripts", "bench", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
PACKAGE = [path for path in FILES if ROOT / "sinergi" in path.parents]
LONGEST_FILE = 400
FILES_P90 = 160
FUNCTIONS_P90 = 30
VIEWS_P90 = 20
BROAD_PER_1000_LINES = 0.2


@dataclass(frozen=True, slots=True)
class Function:
    where: str
    lines: int
    view: bool


def product() -> list[Path]:
    return [f for f in PACKAGE if "tests" not in f.parts]


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            view = bool(node.args.args) and node.args.args[0].arg == "request"
            lines = node.end_lineno - node.lineno + 1
            yield Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", lines, view)


def p90(sizes: list[int]) -> float:
    return quantiles(sizes, n=10)[-1]


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_is_too_long() -> None:
    too_long = {str(f.relative_to(ROOT)): lines_of(f) for f in FILES if lines_of(f) > LONGEST_FILE}
    assert too_long == {}


def test_most_files_are_short() -> None:
    found = sorted(((lines_of(f), str(f.relative_to(ROOT))) for f in PACKAGE), reverse=True)
    assert p90([lines for lines, _ in found]) <= FILES_P90, found[: len(found) // 8]


def test_most_functions_are_short() -> None:
    found = [function for path in product() for function in functions(path)]
    longest = sorted(found, key=lambda f: -f.lines)[:5]
    assert p90([f.lines for f in found]) <= FUNCTIONS_P90, longest
    assert p90([f.lines for f in found if f.view]) <= VIEWS_P90, longest


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product()
        for outer in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(outer)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_broad_excepts_are_few() -> None:
    """Only where one stumbling item must not stop the others: the worker's loop, plugin loading."""
    broad = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in product()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"})
    ]
    lines = sum(lines_of(f) for f in product())
    assert len(broad) <= BROAD_PER_1000_LINES * lines / 1000, broad


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in product()
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
        if word in path.read_text(encoding="utf-8")
    ]
    assert left == []
