"""Workbooks (XLSX) to take away: one sheet under a head.

Nothing in one is ever calculated: text stays text whatever it begins with, numbers are numbers,
moments and days are dates. ``workbook_writing`` writes it from a file of lines into another, so
that no process holds all of it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from math import isfinite
from tempfile import TemporaryFile

from django.utils import timezone
from django.utils.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What writes a workbook: run, never imported, for what it loads.
WRITER = "sinergi.lib.workbook_writing"

#: A moment is told in the reader's zone; None is an empty cell.
Cell = str | int | float | date | None
Line = list[Cell]

#: A sheet has room for a million lines, which would take minutes while somebody waits: these take
#: ten seconds of processor time. The CSV file has all of it.
MOST = 30_000

#: So many letters have room in a cell, each of those beyond the first plane counted twice.
_ROOM = 32_767
#: What XML cannot hold.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Bytes that leave at a time.
_PART = 65_536


def written(
    title: str, head: list[str], rest: Iterable[Line], *, most: int = MOST
) -> Iterator[bytes]:
    """Yield the bytes of a workbook whose sheet has this title, never many of them at a time. It
    says so where there are more lines than ``most``."""
    with TemporaryFile("w+", encoding="utf-8") as lines, TemporaryFile() as book:
        lines.writelines(map(_spelled, ([title], head)))
        lines.writelines(map(_spelled, _bounded(rest, most)))
        lines.seek(0)
        subprocess.run(  # noqa: S603  # our own module
            [sys.executable, "-m", WRITER], stdin=lines, stdout=book, check=True
        )
        book.seek(0)
        yield from iter(partial(book.read, _PART), b"")


def _bounded(lines: Iterable[Line], most: int) -> Iterator[Line]:
    for number, line in enumerate(lines):
        if number == most:
            yield [_("There is more: the CSV file has all of it.")]
            return
        yield line


def _spelled(line: Iterable[Cell]) -> str:
    return json.dumps([_told(cell) for cell in line]) + "\n"


def _told(cell: Cell) -> object:
    """Return a cell as the writer is told of it: a moment and a day by a name of their own."""
    match cell:
        case str():
            return _cut(_UNFIT.sub("", cell))
        case datetime():
            return {"moment": timezone.make_naive(cell).isoformat(timespec="seconds")}
        case date():
            return {"day": cell.isoformat()}
        case float() if not isfinite(cell):
            return None
        case _:
            return cell


def _cut(text: str) -> str:
    if 2 * len(text) <= _ROOM:
        return text
    return text.encode("utf-16-le")[: 2 * _ROOM].decode("utf-16-le", "ignore")
