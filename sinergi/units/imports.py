"""Offices from a CSV file: all of it or nothing, and every problem with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.db import transaction

from sinergi.audit import actions as audit
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import actions, official_lists, queries, rules
from sinergi.units.models import Unit
from sinergi.units.official_lists import Problem, Row, Unreadable

__all__ = ["Report", "Unreadable", "import_content", "import_file"]


@dataclass(slots=True)
class Report:
    """What an import did, or would do. With problems, nothing was written."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    #: Line number and what is wrong there, in words that can be translated.
    problems: list[Problem] = field(default_factory=list)


class _Undo(Exception):
    pass


def import_file(
    actor: User | None, path: Path, *, dry_run: bool = False, under: Unit | None = None
) -> Report:
    """Import offices. Raises Unreadable; problems of lines are in the report, all of them."""
    try:
        content = path.read_bytes()
    except OSError as e:
        raise Unreadable(
            say("{file} cannot be read: {reason}."), file=str(path), reason=str(e.strerror)
        ) from e
    return import_content(actor, content, name=path.name, dry_run=dry_run, under=under)


def import_content(
    actor: User | None, content: bytes, *, name: str, dry_run: bool, under: Unit | None = None
) -> Report:
    """Import offices from the bytes of a CSV file.

    New offices that name no parent go below ``under``. A person can write only where they have
    ``unit.edit``; nobody (the console) everywhere. Raises Unreadable.
    """
    rows, problems = official_lists.read(content, name)
    report = Report(problems=problems)
    try:
        with transaction.atomic():
            actions.hold_all()
            _Writer(actor, report, under).write(rows)
            if dry_run or report.problems:
                raise _Undo  # noqa: TRY301  # rolls the transaction back
            data = {"file": name[:200], "created": report.created, "changed": report.changed}
            audit.record(actor, "unit.imported", data=data)
    except _Undo:
        report.problems.sort(key=lambda problem: problem[0])
    return report


class _Writer:
    """Writes rows, and notes in the report what it could not write."""

    def __init__(self, actor: User | None, report: Report, under: Unit | None) -> None:
        self.actor, self.report, self.under = actor, report, under
        self.known = {unit.code: unit for unit in Unit.objects.all()}
        self.mine = queries.prefixes(actor, "unit.edit") if actor else frozenset()

    def write(self, rows: list[Row]) -> None:
        """Write parents before children, whatever the order of the lines."""
        waiting = {row.code: row for row in rows}
        for row in sorted(rows, key=lambda r: _depth(r, waiting)):
            try:
                self.known[row.code] = self._put(row, waiting)
            except No as no:
                self.report.problems.append((row.line, no))

    def _put(self, row: Row, waiting: dict[str, Row]) -> Unit:
        if row.parent and row.parent not in self.known:
            if row.parent in waiting:
                raise No(
                    say("the parent {code} goes in a circle or has a problem"), code=row.parent
                )
            raise No(say("the parent {code} is not known"), code=row.parent)
        unit, parent = self.known.get(row.code), self.known.get(row.parent)
        if unit is None:
            return self._add(row, parent or self.under)
        steps = list(self._changes(unit, row, parent))
        if steps and not self._may(unit):
            raise No(say("you may not change the office {unit}"), unit=unit.name)
        for step in steps:
            step()
        self.report.changed += bool(steps)
        self.report.unchanged += not steps
        return unit

    def _add(self, row: Row, parent: Unit | None) -> Unit:
        if not self._may(parent):
            raise No(say("you may not add an office there: {parent}"), parent=row.parent or "-")
        self.report.created += 1
        return actions.add_unit(
            self.actor,
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent=parent,
            short=row.short,
            valid_from=row.valid_from,
        )

    def _changes(self, unit: Unit, row: Row, parent: Unit | None) -> Iterator[Callable[[], None]]:
        # Official lists write "Cibinong" where we write "Kecamatan Cibinong", short "Cibinong".
        if row.name not in {unit.name, unit.short}:
            yield partial(actions.rename_unit, self.actor, unit, name=row.name)
        told = {"kind": row.kind, "short": row.short, "valid_from": row.valid_from}
        if row.kind == Unit.Kind.AGENCY and unit.kind == Unit.Kind.COMMUNICATIONS:
            del told["kind"]  # lists know it as one agency among others
        new = {name: value for name, value in told.items() if value}
        if any(getattr(unit, name) != value for name, value in new.items()):
            yield partial(actions.describe_unit, self.actor, unit, **new)
        if parent is not None and unit.parent_id != parent.pk:
            if not self._may(parent):
                raise No(say("you may not add an office there: {parent}"), parent=row.parent)
            yield partial(actions.move_unit, self.actor, unit, parent)

    def _may(self, unit: Unit | None) -> bool:
        if self.actor is None:
            return True
        return unit is not None and rules.covers(self.mine, unit.path)


def _depth(row: Row, waiting: dict[str, Row]) -> int:
    depth, at = 0, row
    while at.parent in waiting and depth <= len(waiting):
        depth, at = depth + 1, waiting[at.parent]
    return depth
