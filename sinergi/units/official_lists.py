"""Offices as official lists write them: bytes of a CSV file in, rows and problems out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sinergi.lib import csvs, days
from sinergi.lib.text import No, say
from sinergi.units.models import Unit

#: A line's number and what is wrong there.
Problem = tuple[int, No]

#: What the columns may be called, in Indonesian and English.
COLUMNS = {
    "code": ("code", "kode", "id"),
    "name": ("name", "nama"),
    "kind": ("kind", "level", "jenis", "type"),
    "parent": ("parent", "induk"),
    "short": ("short", "singkatan"),
    "valid_from": ("valid_from", "berlaku_mulai"),
}

#: Kinds as official lists write them.
KINDS = {
    "kabupaten": Unit.Kind.REGENCY,
    "kecamatan": Unit.Kind.DISTRICT,
    "kelurahan": Unit.Kind.URBAN_VILLAGE,
    "desa": Unit.Kind.VILLAGE,
    "dinas": Unit.Kind.AGENCY,
    "satuan": Unit.Kind.AGENCY,
    "badan": Unit.Kind.BOARD,
    "sekretariat": Unit.Kind.SECRETARIAT,
    "inspektorat": Unit.Kind.INSPECTORATE,
    "rsud": Unit.Kind.HOSPITAL,
    **{kind.value: kind for kind in Unit.Kind},
}

LONGEST = 5_000_000


class Unreadable(No):
    """The file cannot be read as CSV at all. The message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    code: str
    name: str
    kind: str
    parent: str
    short: str
    valid_from: date | None


def read(content: bytes, name: str) -> tuple[list[Row], list[Problem]]:
    """Return the good lines and what is wrong with the others. Raises Unreadable."""
    problems: list[Problem] = []
    return list(_rows(_text(content, name), problems)), problems


def _text(content: bytes, name: str) -> str:
    if len(content) > LONGEST:
        most = LONGEST // 1_000_000
        raise Unreadable(say("{file} is larger than {most} MB."), file=name, most=most)
    try:
        return csvs.decoded(content)
    except No as e:
        raise Unreadable(e.message, **e.facts) from e


def _rows(text: str, problems: list[Problem]) -> Iterator[Row]:
    lines = csvs.parted(text)
    try:
        titles = [title.strip().casefold() for title in next(lines, (1, []))[1]]
        place = _places(titles)
        seen: dict[str, int] = {}
        for line, cells in lines:
            if uneven := _uneven(cells, len(titles)):
                problems.append((line, uneven))
            elif any(cell.strip() for cell in cells):
                yield from _row(cells, place, line, seen, problems)
    except Unreadable:
        raise
    except No as e:
        raise Unreadable(e.message, **e.facts) from e


def _places(titles: list[str]) -> dict[str, int]:
    """Return where each column stands. Raises Unreadable when one is missing or stands twice."""
    place: dict[str, int] = {}
    for name, spellings in COLUMNS.items():
        found = [number for number, title in enumerate(titles) if title in spellings]
        if len(found) > 1:
            doubled = ", ".join(titles[number] for number in found)
            raise Unreadable(
                say("The first line names the column {column} twice: {names}."),
                column=name,
                names=doubled,
            )
        if found:
            place[name] = found[0]
    missing = [name for name in ("code", "name", "kind") if name not in place]
    if missing:
        raise Unreadable(
            say("The first line must name the columns; missing: {names}."),
            names=", ".join(missing),
        )
    return place


def _uneven(cells: list[str], columns: int) -> No | None:
    """Say when a line has not the cells of the first one: nobody knows which is missing.

    Empty lines are none, and empty cells at the end are harmless.
    """
    short = len(cells) < columns and any(cell.strip() for cell in cells)
    if short or any(cell.strip() for cell in cells[columns:]):
        return No(
            say("the line has {cells} cells, but the first line has {columns}"),
            cells=len(cells),
            columns=columns,
        )
    return None


def _row(
    cells: list[str], place: dict[str, int], line: int, seen: dict[str, int], found: list[Problem]
) -> Iterator[Row]:
    value = {n: cells[i].strip() for n, i in place.items()}
    code, name = value["code"], value["name"]
    problems = list(_problems(value))
    if code in seen:
        problems.append(
            No(say("the code {code} is already on line {line}"), code=code, line=seen[code])
        )
    seen.setdefault(code, line)
    found += [(line, problem) for problem in problems]
    if not problems:
        yield Row(
            line,
            code,
            name,
            KINDS[value["kind"].casefold()],
            value.get("parent", ""),
            value.get("short", ""),
            days.day(value.get("valid_from", "")),
        )


def _problems(value: dict[str, str]) -> Iterator[No]:
    for name, most in (("code", 40), ("name", 200), ("short", 60)):
        if name != "short" and not value[name]:
            yield No(say("{column} is empty"), column=name)
        if len(value.get(name, "")) > most:
            yield No(say("{column} is longer than {most} characters"), column=name, most=most)
        if "\0" in value.get(name, ""):
            yield No(say("{column} holds a character that cannot be stored"), column=name)
    if value["kind"].casefold() not in KINDS:
        yield No(
            say("the kind “{kind}” is not known; known are {known}"),
            kind=value["kind"],
            known=", ".join(sorted(KINDS)),
        )
    if value.get("valid_from") and days.day(value["valid_from"]) is None:
        yield No(say("the date “{date}” is not written as 2026-01-31"), date=value["valid_from"])
