"""CSV files: the lines of one that somebody brings, told by their numbers, and those we give."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import translation

from sinergi.lib.text import No, say

CSV = "text/csv; charset=utf-8"

#: What a file that people open begins with: without it Excel on Windows takes UTF-8 for the code
#: page of the machine, and “Ciapus – Désa” for something else. Whatever we read skips it.
MARK = "\ufeff"

Lines = Iterator[tuple[int, list[str]]]


def table(content: bytes, *, most_bytes: int, most_rows: int) -> tuple[list[str], Lines]:
    """Return the first line, and the others that say something, each with its number.

    Cells stand between the sign that is most often in the first line: comma, semicolon or tab.
    Raises No, also while lines are taken, for what is no CSV text or is too much.
    """
    if len(content) > most_bytes:
        raise No(say("The file is larger than {most} MB."), most=most_bytes // 1_000_000)
    try:
        text = content.decode("utf-8-sig").replace("\0", "")
    except UnicodeDecodeError as e:
        raise No(say("The file is no CSV text in UTF-8.")) from e
    lines = _lines(text)
    _, head = next(lines, (1, []))
    return head, _told(lines, most_rows)


#: Where a formula may begin: in a cell, and wherever a spreadsheet may begin another one. One that
#: writes numbers with a comma, as in Indonesia, parts cells at a semicolon, whatever we meant.
_FORMULA = re.compile(r"(^|[;\t\r\n])([ \"']*)(?=[=+\-@＝＋－＠])")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, however it parts the line."""
    begun = f"'{cell}" if cell[:1] in {"\t", "\r"} else cell
    return _FORMULA.sub(r"\1'\2", begun)


def spelled(first: list[list[str]], rest: Iterable[list[str]]) -> Iterator[str]:
    """Yield the lines of a file to take away: ours as they are, those with words of others
    harmless. The first begins with ``MARK``."""
    writer, mark = csv.writer(_Echo()), MARK
    for cells in chain(first, ([harmless(cell) for cell in cells] for cells in rest)):
        yield mark + writer.writerow(cells)
        mark = ""


def whole(name: str, first: list[list[str]], rest: Iterable[list[str]] = ()) -> HttpResponse:
    """Return such a file as an answer, at once; long ones are streamed (``streamed``)."""
    return HttpResponse(spelled(first, rest), content_type=CSV, headers=_attached(name))


def streamed(name: str, first: list[list[str]], rest: Iterable[list[str]]) -> StreamingHttpResponse:
    """Return such a file as an answer that is made line by line while it is sent, in the language
    in which it was asked for: by then, that of the request has ended."""
    lines = _in_language(translation.get_language(), spelled(first, rest))
    return StreamingHttpResponse(lines, content_type=CSV, headers=_attached(name))


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _in_language(language: str | None, lines: Iterator[str]) -> Iterator[str]:
    while True:
        with translation.override(language):  # ended before the line leaves
            line = next(lines, "")
        if not line:
            return
        yield line


class _Echo:
    """What a writer writes to, to get its line back."""

    def write(self, line: str) -> str:
        return line


def _lines(text: str) -> Lines:
    mark = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as e:
        raise No(say("Line {line} is no line of a CSV file."), line=reader.line_num) from e


def _told(lines: Lines, most: int) -> Lines:
    for number, (line, cells) in enumerate(lines):
        if number >= most:
            raise No(say("The file has more than {most} lines."), most=most)
        if any(cell.strip() for cell in cells):
            yield line, cells
