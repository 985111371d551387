"""A plan as it comes: lines of a CSV file or of the first sheet of a workbook (XLSX).

A workbook is a ZIP of XML: it is looked at before it is unpacked, read cell by cell and never
calculated; a cell with a formula has the value that was there when it was saved.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from zipfile import BadZipFile, ZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from sinergi.lib import csvs
from sinergi.lib.text import No, say

MOST_BYTES = 2_000_000
#: Unpacked, all parts of a workbook together.
MOST_UNPACKED = 40_000_000
MOST_PARTS = 500
MOST_ROWS = 1000
MOST_COLUMNS = 60

ZIP = b"PK\x03\x04"


def table(content: bytes) -> tuple[list[str], csvs.Lines]:
    """Return the first line, and those after it that say something, each with its number.

    Raises No, also while lines are taken, for what is neither, or is too much.
    """
    if len(content) > MOST_BYTES:
        raise No(say("The file is larger than {most} MB."), most=MOST_BYTES // 1_000_000)
    if not content.startswith(ZIP):
        return csvs.table(content, most_bytes=MOST_BYTES, most_rows=MOST_ROWS)
    _check(content)
    lines = _lines(content)
    _, head = next(lines, (1, []))
    return head, _told(lines)


def _check(content: bytes) -> None:
    """Refuse what would be too much once it is unpacked, as its own list of parts tells."""
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
    except (BadZipFile, ValueError, OSError) as e:
        raise _unreadable() from e
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNPACKED:
        raise No(say("The workbook is too large once it is opened. Save the plan alone as CSV."))


def _lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a plan does not need: styles, validations
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            try:
                sheet = book.worksheets[0]
                rows = sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)
                for number, cells in enumerate(rows, 1):
                    yield number, [_said(cell) for cell in cells]
            finally:
                book.close()
    except (
        InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, TypeError,
        AttributeError, OSError, SyntaxError, EOFError,
    ) as e:  # fmt: skip  # what openpyxl raises for what is no workbook, or a broken one
        raise _unreadable() from e


def _told(lines: Iterator[tuple[int, list[str]]]) -> csvs.Lines:
    told = 0
    for line, cells in lines:
        if line > 20 * MOST_ROWS:
            break  # a sheet may claim a million empty lines
        if any(cell.strip() for cell in cells):
            told += 1
            if told > MOST_ROWS:
                raise No(say("The file has more than {most} lines."), most=MOST_ROWS)
            yield line, cells


def _said(cell: object) -> str:
    """Return a cell as text; days and times as they are typed."""
    match cell:
        case None:
            return ""
        case datetime():
            shown = cell.isoformat(sep=" ", timespec="minutes")
            return shown.removesuffix(" 00:00")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat(timespec="minutes")
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell).replace("\0", "")


def _unreadable() -> No:
    return No(say("The file is neither a CSV file nor a workbook (XLSX) that can be read."))
