"""An act changes its rows first and writes the log, which is one for all, at last: who holds it and
waits for a row waits for somebody who waits for the log. What the calls of an act do,
``tests/test_deadlocks.py`` tries."""

from __future__ import annotations

import ast

from tests.house.sources import PRODUCT, name_of, nodes
from tests.house.test_log_words import is_record

#: What waits for others who hold a row.
WAITS = {"delete", "save", "update", "bulk_update", "update_or_create", "select_for_update"}


def test_no_function_changes_a_row_after_its_record() -> None:
    found = [
        f"{name_of(path)}:{line}"
        for path in PRODUCT
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef)
        for line in after_the_record(node)
    ]
    assert found == []


def after_the_record(act: ast.FunctionDef) -> list[int]:
    """Return the lines of a function that wait for a row below the first that writes the log."""
    calls = [node for node in ast.walk(act) if isinstance(node, ast.Call)]
    first = min((call.lineno for call in calls if writes(call)), default=None)
    if first is None:
        return []
    waits = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr in WAITS]
    return [call.lineno for call in waits if call.lineno > first]


def writes(call: ast.Call) -> bool:
    """True for what writes the log, be it by a room's own short way to say so."""
    return is_record(call) or ast.unparse(call.func) in {"record", "_record"}


def test_it_sees_what_waits_after_the_record() -> None:
    said = "def drop(row):\n    audit.record(None, 'row.dropped', on=row)\n    row.delete()\n"
    act = ast.parse(said).body[0]
    assert isinstance(act, ast.FunctionDef)
    assert after_the_record(act) == [3]
