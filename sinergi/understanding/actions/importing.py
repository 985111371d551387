"""Labelled texts from a file: all of it or nothing, and first only looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.lib.text import No
from sinergi.people.models import User
from sinergi.understanding import imports
from sinergi.understanding.actions.labelling import keep_many
from sinergi.understanding.actions.texts import masked
from sinergi.understanding.imports import Row
from sinergi.understanding.knowledge import topics_of
from sinergi.understanding.models import Label, Text
from sinergi.units.models import Unit


@dataclass(slots=True)
class Report:
    """What an import did, or would do; labels are those that this person had not given. With
    problems, nothing was written."""

    lapor: bool = False
    new: int = 0
    known: int = 0
    labels: int = 0
    dropped: Sequence[str] = ()
    #: Topics that the office's rules do not have: they become topics by these labels.
    topics: Sequence[str] = ()
    #: Line number and what is wrong there.
    problems: list[tuple[int, No]] = field(default_factory=list)


def _topics(unit: Unit) -> dict[str, str]:
    """Return the labels of an office's topics by their titles, and by themselves."""
    known: dict[str, str] = {}
    for section in topics_of(unit.pk).sections:
        known[section.title.casefold()] = section.label
        known[section.label.casefold()] = section.label
    return known


def _spelled(known: Mapping[str, str], rows: Iterable[Row]) -> Iterator[Row]:
    """Give rows the labels of topics, where they say a topic by its title or in other letters."""
    for row in rows:
        said = row.labels.get("topic", "")
        label = known.get(said.casefold(), said)
        yield row if label == said else replace(row, labels={**row.labels, "topic": label})


def _held(actor: User, origins: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return what somebody said of texts before, by where these are from and by head."""
    found = Label.objects.filter(by=actor, text__origin__in=origins)
    return {
        (origin, head): label
        for origin, head, label in found.values_list("text__origin", "head", "label")
    }


def import_file(actor: User, unit: Unit, content: bytes, *, dry_run: bool) -> Report:
    """Keep the labelled texts of a CSV file for an office.

    A text that is there already is not doubled; what the file says of it counts as this person's
    word. Raises No when it is no such file at all.
    """
    table = imports.read(content)
    topics = _topics(unit)
    rows = {f"{unit.pk}:{row.origin}": row for row in _spelled(topics, table.rows)}
    there = set(Text.objects.filter(origin__in=rows).values_list("origin", flat=True))
    report = Report(table.lapor, len(rows) - len(there), len(there), dropped=table.dropped)
    said = {row.labels.get("topic", "") for row in rows.values()}
    report.topics = sorted(said - {"", *topics.values()})
    held = _held(actor, rows)
    report.labels = sum(
        label != held.get((origin, head))
        for origin, row in rows.items()
        for head, label in row.labels.items()
    )
    report.problems = table.problems
    if report.problems or dry_run:
        return report
    with transaction.atomic():
        now = timezone.now()
        fresh = [
            Text(unit=unit, origin=origin, text=masked(row.text), at=now)
            for origin, row in rows.items()
            if origin not in there
        ]
        Text.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
        ids = dict(Text.objects.filter(origin__in=rows).values_list("origin", "id"))
        labelled = [
            (ids[origin], head, label)
            for origin, row in rows.items()
            for head, label in row.labels.items()
        ]
        keep_many(actor, labelled, source=Label.Source.IMPORT)
        data = {"texts": report.new, "labels": report.labels, "lapor": report.lapor}
        audit.record(actor, "labels.imported", on=unit, unit_id=unit.pk, data=data)
    return report
