"""A plan as it comes: lines of a CSV file or of the first sheet of a workbook (XLSX).

A workbook is a ZIP of XML: it is looked at before it is unpacked, and read by ``workbook``.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile

from sinergi.lib import csvs
from sinergi.lib.text import No, say

#: What reads a workbook: run, never imported, for what it loads.
READER = "sinergi.publishing.bulk.workbook"

MOST_BYTES = 2_000_000
#: Unpacked, all parts of a workbook together.
MOST_UNPACKED = 40_000_000
MOST_PARTS = 500
MOST_ROWS = 1000

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
    read = subprocess.run(  # noqa: S603  # our own module
        [sys.executable, "-m", READER],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )  # it ends by itself: its memory and its time are limited
    if read.returncode:
        raise _unreadable()
    for number, line in enumerate(read.stdout.splitlines(), 1):
        yield number, json.loads(line)


def _told(lines: Iterator[tuple[int, list[str]]]) -> csvs.Lines:
    told = 0
    for line, cells in lines:
        if any(cell.strip() for cell in cells):
            told += 1
            if told > MOST_ROWS:
                raise No(say("The file has more than {most} lines."), most=MOST_ROWS)
            yield line, cells


def _unreadable() -> No:
    return No(say("The file is neither a CSV file nor a workbook (XLSX) that can be read."))
