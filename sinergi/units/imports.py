"""Offices from a CSV file: all of it or nothing, and every problem with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.units import actions
from sinergi.units.models import Unit

#: What the columns may be called, in Indonesian and English.
COLUMNS = {
    "code": ("code", "kode"),
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


class Unreadable(Exception):
    """The file cannot be read as CSV at all. The message says why."""


@dataclass(slots=True)
class Report:
    """What an import did, or would do. With problems, nothing was written."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    code: str
    name: str
    kind: str
    parent: str
    short: str
    valid_from: date | None


class _Undo(Exception):
    pass


def import_file(actor: User | None, path: Path, *, dry_run: bool = False) -> Report:
    """Import offices. Raises Unreadable; problems of lines are in the report, all of them."""
    report = Report()
    rows = list(_rows(_text(path), report))
    try:
        with transaction.atomic():
            _write(actor, rows, report)
            if dry_run or report.problems:
                raise _Undo  # noqa: TRY301  # rolls the transaction back
            audit.record(
                actor,
                "unit.imported",
                data={"file": path.name, "created": report.created, "changed": report.changed},
            )
    except _Undo:
        pass
    return report


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as e:
        raise Unreadable(f"{path} cannot be read: {e.strerror}.") from e
    if len(content) > LONGEST:
        raise Unreadable(f"{path} is larger than {LONGEST // 1_000_000} MB.")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{path} is neither UTF-8 nor Windows text.")


def _rows(text: str, report: Report) -> Iterator[Row]:
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","
    )
    try:
        titles = [title.strip().casefold() for title in next(reader, [])]
        place = {
            name: titles.index(known)
            for name, spellings in COLUMNS.items()
            for known in spellings
            if known in titles
        }
        missing = [name for name in ("code", "name", "kind") if name not in place]
        if missing:
            raise Unreadable(
                f"The first line must name the columns; missing: {', '.join(missing)}."
            )
        seen: dict[str, int] = {}
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield from _row(cells, place, reader.line_num, seen, report)
    except csv.Error as e:
        raise Unreadable(f"Line {reader.line_num} is not CSV: {e}.") from e


def _row(
    cells: list[str], place: dict[str, int], line: int, seen: dict[str, int], report: Report
) -> Iterator[Row]:
    value = {n: cells[i].strip() if i < len(cells) else "" for n, i in place.items()}
    code, name = value["code"], value["name"]
    problems = list(_problems(value))
    if code in seen:
        problems.append(f"the code {code} is already on line {seen[code]}")
    seen.setdefault(code, line)
    report.problems += [(line, problem) for problem in problems]
    if not problems:
        yield Row(
            line,
            code,
            name,
            KINDS[value["kind"].casefold()],
            value.get("parent", ""),
            value.get("short", ""),
            date.fromisoformat(value["valid_from"]) if value.get("valid_from") else None,
        )


def _problems(value: dict[str, str]) -> Iterator[str]:
    for name, most in (("code", 40), ("name", 200), ("short", 60)):
        if name != "short" and not value[name]:
            yield f"{name} is empty"
        if len(value.get(name, "")) > most:
            yield f"{name} is longer than {most} characters"
        if "\0" in value.get(name, ""):
            yield f"{name} holds a character that cannot be stored"
    if value["kind"].casefold() not in KINDS:
        yield f"the kind {value['kind']!r} is not known; known are {', '.join(sorted(KINDS))}"
    if value.get("valid_from"):
        try:
            date.fromisoformat(value["valid_from"])
        except ValueError:
            yield f"the date {value['valid_from']!r} is not written as 2026-01-31"


def _write(actor: User | None, rows: list[Row], report: Report) -> None:
    """Write parents before children, whatever the order of the lines."""
    known = {unit.code: unit for unit in Unit.objects.all()}
    waiting = {row.code: row for row in rows}
    for row in sorted(rows, key=lambda r: _depth(r, waiting)):
        if row.parent and row.parent not in known:
            reason = "goes in a circle" if row.parent in waiting else "is not known"
            report.problems.append((row.line, f"the parent {row.parent} {reason}"))
            continue
        try:
            known[row.code] = _put(actor, row, known, report)
        except No as no:
            report.problems.append((row.line, str(no)))


def _depth(row: Row, waiting: dict[str, Row]) -> int:
    depth, at = 0, row
    while at.parent in waiting and depth <= len(waiting):
        depth, at = depth + 1, waiting[at.parent]
    return depth


def _put(actor: User | None, row: Row, known: dict[str, Unit], report: Report) -> Unit:
    parent = known.get(row.parent)
    unit = known.get(row.code)
    if unit is None:
        report.created += 1
        return actions.add_unit(
            actor,
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent=parent,
            short=row.short,
            valid_from=row.valid_from,
        )
    changed = False
    if unit.name != row.name:
        actions.rename_unit(actor, unit, name=row.name)
        changed = True
    if parent is not None and unit.parent_id != parent.pk:
        actions.move_unit(actor, unit, parent)
        changed = True
    report.changed += changed
    report.unchanged += not changed
    return unit
