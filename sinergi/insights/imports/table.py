"""A file of figures as a table: whatever a spreadsheet or a network's own page wrote."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sinergi.lib import csvs
from sinergi.lib.text import No, say

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
LONGEST_CELL = 500
LONGEST_NAME = 120

DELIMITERS = ";,\t"

#: Columns that say something of persons. They are dropped when the file is read, and never kept.
PERSONAL = re.compile(
    r"\b(e-?mail|phone|telepon|telp|whatsapp|nik|username|user name|nama pengguna|commenter|"
    r"komentator|author|penulis|gender|jenis kelamin|birth|lahir|address|alamat|viewer age|"
    r"follower name|nama pengikut)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file and its lines, each with its number in the file.

    ``title`` is what stood alone above the columns. ``dropped`` are the columns about persons.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    title: str = ""
    dropped: tuple[str, ...] = ()
    delimiter: str = ","

    def plain(self) -> dict[str, Any]:
        """Return the table as it is kept with an import."""
        return {
            "columns": self.columns,
            "rows": self.rows,
            "title": self.title,
            "dropped": self.dropped,
            "delimiter": self.delimiter,
        }

    def examples(self, column: int, most: int = 3) -> list[str]:
        """Return the first values of a column that say something."""
        found = (cells[column] for _, cells in self.rows if cells[column])
        return [value for value, _ in zip(found, range(most), strict=False)]


def kept(plain: dict[str, Any]) -> Table:
    """Return a table that was kept. Raises No when it is not there any more."""
    if not plain:
        raise No(say("The file is no longer here. Choose it again."))
    return Table(
        tuple(plain["columns"]),
        tuple((line, tuple(cells)) for line, cells in plain["rows"]),
        plain["title"],
        tuple(plain["dropped"]),
        plain["delimiter"],
    )


def read(content: bytes) -> Table:
    """Return the table in a file: UTF-8 or UTF-16, with or without BOM. Raises No."""
    if len(content) > MOST_BYTES:
        raise No(say("The file is larger than {most} MB."), most=MOST_BYTES // 1_000_000)
    lines = csvs.decoded(content).replace("\0", "").splitlines(keepends=True)
    delimiter = _delimiter(lines)
    try:
        found = list(_lines(lines, delimiter))
    except csv.Error as e:
        raise No(say("This is not a CSV file: {reason}."), reason=str(e)) from e
    title, head, rows = _parts(found)
    if len(rows) > MOST_ROWS:
        raise No(say("The file has more than {most} lines. Split it."), most=MOST_ROWS)
    return _table(title, head, rows, delimiter)


def _delimiter(lines: list[str]) -> str:
    """Return what stands between cells most often in the first lines."""
    first = "".join(lines[:10])
    told = re.match(r"\s*sep=(.)", first)
    if told:
        return told[1]
    return max(DELIMITERS, key=first.count)


def _lines(lines: list[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO("".join(lines), newline=""), delimiter=delimiter)
    for cells in reader:
        told = [" ".join(cell.split())[:LONGEST_CELL] for cell in cells]
        if any(told) and not told[0].startswith("sep="):
            yield reader.line_num, told


def _parts(
    found: list[tuple[int, list[str]]],
) -> tuple[str, list[str], list[tuple[int, list[str]]]]:
    """Return what stood above the columns, the columns, and the lines below them."""
    for number, (_, cells) in enumerate(found):
        if sum(1 for cell in cells if cell) > 1:
            title = " · ".join(row[0] for _, row in found[:number])
            return title, cells, found[number + 1 :]
    raise No(say("The file has no line that names at least two columns."))


def _table(title: str, head: list[str], rows: list[tuple[int, list[str]]], delimiter: str) -> Table:
    # First how many there are: each is held against all before it.
    names = _names(head) if len(head) <= MOST_COLUMNS else []
    places = [i for i, name in enumerate(names) if name and not PERSONAL.search(name)]
    dropped = tuple(name for name in names if name and PERSONAL.search(name))
    if not places:
        raise No(say("The first line must name the columns, at most {most}."), most=MOST_COLUMNS)
    cells = tuple(
        (line, tuple(row[i] if i < len(row) else "" for i in places)) for line, row in rows
    )
    return Table(tuple(names[i] for i in places), cells, title[:200], dropped, delimiter)


def _names(head: list[str]) -> list[str]:
    """Return the names of columns, each once: a second "Views" is "Views (2)"."""
    names: list[str] = []
    for name in head:
        short, again = name[:LONGEST_NAME], 2
        while name and short in names:
            short, again = f"{name[:LONGEST_NAME]} ({again})", again + 1
        names.append(short)
    return names
