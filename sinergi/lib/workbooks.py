"""Workbooks (XLSX) to take away: one sheet under a head, made while it is sent.

Nothing in one is ever calculated: text stays text whatever it begins with, numbers are numbers,
moments and days are dates. A workbook is a ZIP of a few parts of XML (ECMA-376, part 1, 18.3),
written here line by line: openpyxl, which reads those that people bring and those of our tests,
took fourteen times the processor time, all of a file at once, and 29 MB in every web process.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone
from django.utils.translation import gettext as _

from sinergi.lib.workbook_parts import PARTS, XML, begun, book

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: A moment is told in the reader's zone; None is an empty cell.
Cell = str | int | float | date | None
Line = list[Cell]

#: A sheet has room for 1,048,576 lines.
MOST = 1_000_000

#: So many letters have room in a cell, each of those beyond the first plane counted twice.
_ROOM = 32_767
#: What XML cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Spreadsheets count days from here.
_DAY_0 = date(1899, 12, 30).toordinal()

#: The looks of a cell, by their places in styles.xml.
_HEAD, _MOMENT, _DAY, _TEXT = 1, 2, 3, 4


def written(
    title: str, head: list[str], rest: Iterable[Line], *, most: int = MOST
) -> Iterator[bytes]:
    """Yield the bytes of a workbook whose sheet has this title, never many of them at a time. It
    says so where there are more lines than ``most``."""
    out = _Out()
    with ZipFile(out, "w", ZIP_DEFLATED) as parts:
        for name, words in (*PARTS.items(), ("xl/workbook.xml", book(title))):
            parts.writestr(name, XML + words)
        with parts.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(begun(len(head)).encode())
            sheet.write(_row(_cell(cell, _HEAD) for cell in head))
            for line in _bounded(rest, most):
                sheet.write(_row(map(_cell, line)))
                if found := out.taken():
                    yield found
            sheet.write(b"</sheetData></worksheet>")
    yield out.taken()


class _Out(io.RawIOBase):
    """What a ZIP is written to without ever going back in it."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = bytearray()

    def write(self, content: Any) -> int:
        self.begun += content
        return len(content)

    def taken(self) -> bytes:
        found = bytes(self.begun)
        self.begun.clear()
        return found


def _bounded(lines: Iterable[Line], most: int) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if number == most:
            yield [_("There is more: the CSV file has all of it.")]
            return
        yield line


def _row(cells: Iterable[str]) -> bytes:
    return f"<row>{''.join(cells)}</row>".encode()


def _cell(cell: Cell, look: int = 0) -> str:
    match cell:
        case str():
            return _text(cell, look)
        case datetime():
            at = timezone.make_naive(cell)
            seconds = at.hour * 3600 + at.minute * 60 + at.second
            return f'<c s="{_MOMENT}"><v>{at.toordinal() - _DAY_0 + seconds / 86400:.10f}</v></c>'
        case date():
            return f'<c s="{_DAY}"><v>{cell.toordinal() - _DAY_0}</v></c>'
        case int() | float() if isfinite(cell):
            return f"<c><v>{cell!r}</v></c>"
        case _:
            return "<c/>"


def _text(text: str, look: int) -> str:
    """Return a text as a cell. One that begins with no letter is marked, as if it had been typed
    behind an apostrophe: so it stays text when somebody edits it."""
    fit = escape(_cut(_UNFIT.sub("", text)))
    if not look and not fit[:1].isalpha():
        look = _TEXT
    return f'<c s="{look}" t="inlineStr"><is><t xml:space="preserve">{fit}</t></is></c>'


def _cut(text: str) -> str:
    if 2 * len(text) <= _ROOM:
        return text
    return text.encode("utf-16-le")[: 2 * _ROOM].decode("utf-16-le", "ignore")
