"""Write a workbook (XLSX) in a process of its own: its lines come by standard input, each a list
in JSON (the first has the title of the sheet, the second is its head), its bytes go out.

A process of its own, since a web process would hold what writes workbooks for good; and without
NumPy, which that loads where it is installed, and needs for nothing of ours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

sys.modules["numpy"] = None  # type: ignore[assignment]  # to load it takes as long as all else

import openpyxl  # noqa: E402  # after that
from openpyxl.cell import WriteOnlyCell  # noqa: E402  # after that
from openpyxl.styles import Font  # noqa: E402  # after that
from openpyxl.utils import get_column_letter  # noqa: E402  # after that

#: How moments and days are shown, and how wide a column is, in letters.
MOMENT, DAY, WIDE = "yyyy-mm-dd hh:mm", "yyyy-mm-dd", 22

#: A title of a sheet has room for so many letters.
TITLE = 31


def main() -> None:
    lines = map(json.loads, sys.stdin)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(next(lines)[0][:TITLE])
    head = next(lines)
    sheet.freeze_panes = "A2"
    for number in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDE
    sheet.append(_headed(sheet, head))
    for line in lines:
        sheet.append([_cell(sheet, told) for told in line])
    book.save(sys.stdout.buffer)


def _headed(sheet: Any, head: list[str]) -> Iterator[Any]:
    for words in head:
        cell = _text(sheet, words)
        cell.font = Font(bold=True)
        yield cell


def _cell(sheet: Any, told: Any) -> Any:
    match told:
        case str():
            return _text(sheet, told)
        case {"moment": spelled}:
            return _dated(sheet, datetime.fromisoformat(spelled), MOMENT)
        case {"day": spelled}:
            return _dated(sheet, date.fromisoformat(spelled), DAY)
        case _:
            return told


def _text(sheet: Any, words: str) -> Any:
    """Return a text as a cell. One that begins with no letter is marked, as if it had been typed
    behind an apostrophe: so it stays text when somebody edits it."""
    cell = WriteOnlyCell(sheet, words)
    cell.data_type = "s"
    if not words[:1].isalpha():
        cell.quotePrefix = True
    return cell


def _dated(sheet: Any, at: date, shown: str) -> Any:
    cell = WriteOnlyCell(sheet, at)
    cell.number_format = shown
    return cell


if __name__ == "__main__":
    main()
