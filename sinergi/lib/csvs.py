"""CSV files: the lines of one that somebody brings, told by their numbers, and those we give."""

from __future__ import annotations

import codecs
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

#: How a workbook begins (XLSX is a ZIP), and a first line that tells spreadsheets what parts cells.
_WORKBOOK = b"PK\x03\x04"
_SAYS = re.compile(r'"?sep=([,;\t])"?')

Lines = Iterator[tuple[int, list[str]]]


def table(content: bytes, *, most_bytes: int, most_rows: int) -> tuple[list[str], Lines]:
    """Return the first line, and the others that say something, each with its number.

    Cells stand between the sign that is most often in the first line: comma, semicolon or tab.
    Raises No, also while lines are taken, for what is no CSV text or is too much.
    """
    if len(content) > most_bytes:
        raise No(say("The file is larger than {most} MB."), most=most_bytes // 1_000_000)
    lines = parted(decoded(content).replace("\0", ""))
    _, head = next(lines, (1, []))
    return head, _told(lines, most_rows)


def decoded(content: bytes) -> str:
    """Return the text of a file as spreadsheets save it: UTF-8, UTF-16 (“Unicode text”, known by
    its mark or its zero bytes), or the letters of Windows. Raises No."""
    if content.startswith(_WORKBOOK):
        raise No(say("This is a workbook. Save its sheet as CSV and choose that file."))
    half = content[:200].count(b"\0") > len(content[:200]) // 4
    if content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
        encodings = ["utf-16"]
    elif half:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise No(say("The file is not text. Save it as CSV and choose it again."))


def parted(text: str) -> Lines:
    """Yield the lines of a text with their numbers; the first may say what parts cells (sep=;).

    Raises No for a line that is none of CSV.
    """
    first = text.partition("\n")[0]
    told = _SAYS.fullmatch(first.rstrip("\r"))
    mark = told[1] if told else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=mark)
    try:
        if told:
            next(reader)
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as e:
        raise No(say("Line {line} is no line of a CSV file."), line=reader.line_num) from e


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
    return HttpResponse(spelled(first, rest), content_type=CSV, headers=called(name))


def streamed(name: str, first: list[list[str]], rest: Iterable[list[str]]) -> StreamingHttpResponse:
    """Return such a file as an answer that is made line by line while it is sent."""
    return made_while_sent(name, CSV, spelled(first, rest))


def made_while_sent(name: str, kind: str, parts: Iterator[str | bytes]) -> StreamingHttpResponse:
    """Return a file as an answer that is made while it is sent, in the language in which it was
    asked for: by then, that of the request has ended."""
    told = _in_language(translation.get_language(), parts)
    return StreamingHttpResponse(told, content_type=kind, headers=called(name))


def called(name: str) -> dict[str, str]:
    """Return the headers of a file to keep under this name."""
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _in_language(language: str | None, parts: Iterator[str | bytes]) -> Iterator[str | bytes]:
    while True:
        with translation.override(language):  # ended before the part leaves
            part = next(parts, None)
        if part is None:
            return
        yield part


class _Echo:
    """What a writer writes to, to get its line back."""

    def write(self, line: str) -> str:
        return line


def _told(lines: Lines, most: int) -> Lines:
    for number, (line, cells) in enumerate(lines):
        if number >= most:
            raise No(say("The file has more than {most} lines."), most=most)
        if any(cell.strip() for cell in cells):
            yield line, cells
