"""Lines of a CSV file that somebody brings, told by their numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from sinergi.lib.text import No, say

CSV = "text/csv; charset=utf-8"

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
    harmless."""
    writer = csv.writer(_Echo())
    for cells in first:
        yield writer.writerow(cells)
    for cells in rest:
        yield writer.writerow([harmless(cell) for cell in cells])


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
