"""A table that somebody takes away: as CSV for programs, or as a workbook for spreadsheets, which
in Indonesia part a CSV file at semicolons and show ours in one column."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone

from sinergi.lib import csvs, workbooks
from sinergi.lib.workbooks import Cell, Line

#: The ways a table is taken, as addresses name them.
FORMS = ("csv", "xlsx")


def given(
    form: str, name: str, head: list[str], rest: Iterable[Line], *, long: bool = False
) -> HttpResponse | StreamingHttpResponse:
    """Return a table as a file of this name, with words of others harmless. A ``long`` one is made
    while it is sent. Raises Http404 for a ``form`` that is none of ``FORMS``."""
    match form:
        case "csv":
            lines = ([spelled(cell) for cell in line] for line in rest)
            return (csvs.streamed if long else csvs.whole)(f"{name}.csv", [head], lines)
        case "xlsx":
            parts, file = workbooks.written(name, head, rest), f"{name}.xlsx"
            if long:
                return csvs.made_while_sent(file, workbooks.XLSX, parts)
            return HttpResponse(parts, content_type=workbooks.XLSX, headers=csvs.called(file))
        case _:
            raise Http404


def spelled(cell: Cell) -> str:
    """Return a cell as a file of lines has it: moments in the reader's zone, to the minute."""
    match cell:
        case None:
            return ""
        case datetime():
            return timezone.localtime(cell).isoformat(timespec="minutes")
        case _:
            return str(cell)
