"""What stands in a workbook (XLSX) that was given out, as another program reads it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import openpyxl


def sheet_of(parts: Iterable[bytes]) -> Any:
    """Return the first sheet of a workbook, given as an answer or as bytes in parts."""
    return openpyxl.load_workbook(io.BytesIO(b"".join(parts))).active


def lines_of(parts: Iterable[bytes]) -> list[list[Any]]:
    """Return its lines; an empty cell is None."""
    return [list(line) for line in sheet_of(parts).values]
