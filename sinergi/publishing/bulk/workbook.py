"""Read the first sheet of a workbook (XLSX) in a process of its own: its file comes by standard
input, its lines go out as JSON, each a list of texts.

Read cell by cell and never calculated: a cell with a formula has the value that was there when it
was saved. A process of its own, since a file of somebody else may be made to take memory or time;
and without NumPy, which openpyxl loads where it is installed, and needs for nothing of ours.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from datetime import date, datetime, time
from itertools import islice
from zipfile import BadZipFile

sys.modules["numpy"] = None  # type: ignore[assignment]  # to load it takes as long as all else

import openpyxl  # noqa: E402  # after that
from openpyxl.utils.exceptions import InvalidFileException  # noqa: E402  # after that

#: A sheet may claim a million empty lines.
MOST_LINES, MOST_COLUMNS = 20_000, 60
#: Memory (bytes) and processor time (seconds) that reading may take.
MEMORY, SECONDS = 1_000_000_000, 20

#: What openpyxl raises for what is no workbook, or a broken one.
BROKEN = (
    InvalidFileException, BadZipFile, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OSError, SyntaxError, EOFError, MemoryError,
)  # fmt: skip


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    warnings.simplefilter("ignore")  # of what a plan does not need: styles, validations
    try:
        _tell(sys.stdin.buffer.read())
    except BROKEN:
        return 1
    return 0


def _tell(content: bytes) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    rows = book.worksheets[0].iter_rows(max_col=MOST_COLUMNS, values_only=True)
    for cells in islice(rows, MOST_LINES):
        sys.stdout.write(json.dumps(_ended([_said(cell) for cell in cells])) + "\n")


def _ended(cells: list[str]) -> list[str]:
    """Return a line without the empty cells behind it: a sheet that does not say how wide it is
    has all that we read."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


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


if __name__ == "__main__":
    sys.exit(main())
