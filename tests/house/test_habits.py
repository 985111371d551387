"""Habits: imports in sight, faults caught where they can be answered, no network a favourite."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.pages import ROOT
from tests.house.sources import FILES, PRODUCT, lines_of, name_of, nodes, text_of
from tests.house.test_architecture import CONNECTORS

BROAD_PER_1000_LINES = 0.2
#: The only places that may catch everything, and why.
BROAD = {
    "sinergi/work/faults.py": "one stumbling item must not stop the worker's loop",
    "sinergi/connectors/registry.py": "a plugin that cannot be loaded must not stop the others",
    "sinergi/connectors/exam/operations.py": "a strange exception is a failed answer; raised anew",
}
#: Where imports may wait: a process that is made to die before it has loaded all.
LATE = {"tests/support/dying.py"}
#: What a comparison with a word must not decide: behaviour of a network is its connector's.
NAMES = {"network", "slug"}
#: The practice network is part of the house: who runs, backs up or fills it may name it.
OURS = {"sandbox"}


def broad(path: Path) -> Iterator[int]:
    """Return the lines that catch, or let pass, every exception."""
    for node in nodes(path):
        caught = None
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "Exception"
        elif isinstance(node, ast.Call) and str(_named(node.func)).endswith("suppress"):
            caught = " ".join(map(ast.unparse, node.args))
        if caught and re.search(r"\b(Base)?Exception\b", caught):
            yield node.lineno  # type: ignore[attr-defined]  # both kinds have a line


def favours(node: ast.AST) -> bool:
    """Tell whether code asks a network's name: `network == "x"`, `slug in ("x", "y")`, a match."""
    if isinstance(node, ast.Match):
        sides, words = [node.subject], [p for case in node.cases for p in ast.walk(case.pattern)]
    elif isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        words = [word for side in sides for word in ast.walk(side)]
    else:
        return False
    return any(_named(side) in NAMES for side in sides) and any(map(_is_word, words))


def _named(node: ast.AST) -> object:
    """Return "network" for `network`, `account.network` and `row["network"]`."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=name)):
            return name
    return None


def _is_word(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def outside_connectors() -> list[Path]:
    return [path for path in PRODUCT if "connectors" not in path.parts]


#: A line on which an import may stand that is not the file's own.
LATER = re.compile(r"^(?!from |import ).*\bimport\b", re.MULTILINE)


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{name_of(path)}:{node.lineno}"
        for path in FILES
        if LATER.search(text_of(path))
        for outer in nodes(path)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(outer)
        if isinstance(node, ast.Import | ast.ImportFrom) and name_of(path) not in LATE
    ]
    assert hidden == []


def test_everything_is_caught_in_few_known_places() -> None:
    found = [(name_of(path), line) for path in PRODUCT for line in broad(path)]
    assert {name for name, _ in found} == set(BROAD)
    assert len(found) <= BROAD_PER_1000_LINES * sum(map(lines_of, PRODUCT)) / 1000, found


def test_no_code_outside_connectors_asks_which_network_it_is() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"  # type: ignore[attr-defined]  # comparisons have a line
        for path in outside_connectors()
        for node in nodes(path)
        if favours(node)
    ]
    assert found == []


def test_no_code_outside_connectors_names_a_network() -> None:
    foreign = {name for name in CONNECTORS if len(name) > 1} - OURS  # "x" is a word of its own
    found = [
        f"{name_of(path)}:{node.lineno} {node.value!r}"
        for path in outside_connectors()
        for node in nodes(path)
        if isinstance(node, ast.Constant) and node.value in foreign
    ]
    assert found == []


def test_no_template_or_script_asks_which_network_it_is() -> None:
    asks = re.compile(r"\b(?:network|slug)\b\s*(?:[!=]==?|in)\s*[(\[]?\s*[\"']")
    found = [
        name_of(path)
        for kind in ("*.html", "*.js")
        for path in sorted((ROOT / "sinergi").rglob(kind))
        if asks.search(text_of(path))
    ]
    assert found == []


def test_files_of_lines_are_written_in_one_place() -> None:
    """There they begin with the mark of UTF-8, and no cell of others becomes a formula."""
    found = [
        name_of(path) for path in PRODUCT if re.search(r"\bcsv\.(Dict)?[wW]rit", text_of(path))
    ]
    assert found == ["sinergi/lib/csvs.py"]


def test_nothing_is_left_for_later() -> None:
    left = [
        f"{name_of(path)}: {word}"
        for path in PRODUCT
        for word in ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
        if word in text_of(path)
    ]
    assert left == []


def test_what_is_forbidden_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "wrong.py"
    page.write_text(
        "try:\n    a()\nexcept (OSError, Exception):\n    pass\n"
        "with suppress(Exception):\n    a()\n"
        "if account.network == 'x' or 'y' != slug or row['network'] in ('x', 'y'):\n    a()\n"
        "match about.slug:\n    case 'x':\n        a()\n"
        "if network == other or network != '':\n    a()\n"
    )
    assert list(broad(page)) == [3, 5]
    assert sum(favours(node) for node in nodes(page)) == 4
