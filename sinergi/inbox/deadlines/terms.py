"""Which terms hold in an office: its own, those of the offices above it, those shipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.lookups import In

from sinergi.inbox.deadlines import promises
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Escalation, Ladder, Term
from sinergi.lib.prepared import Prepared, Row, prepared, slots
from sinergi.units.models import Unit
from sinergi.units.rules import way

Rung = Escalation.Rung

#: Who is told in turn; people on duty are no rung: they are told at once.
RUNGS = (Rung.ADMIN, Rung.APPROVER, Rung.LEADER, Rung.COMMUNICATIONS)

#: After so many hundredths of the term in overtime, rung by rung.
SHARES: Sequence[int] = (0, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds in an office: its promises, and ``shares`` for the rungs of its ladder."""

    promises: Mapping[Key, Promise]
    shares: Sequence[int] = SHARES


@dataclass(frozen=True, slots=True)
class Line:
    """A term as its page shows it. ``unit`` set it; nothing: it is shipped."""

    matter: str
    stage: str
    promise: Promise
    unit: Unit | None


def of(unit_id: int) -> Terms:
    """Return what holds in an office."""
    return of_many([unit_id])[unit_id]


def of_many(unit_ids: Iterable[int]) -> dict[int, Terms]:
    """Return what holds in each office: the nearest above it that set a term, stage by stage."""
    paths = {row[0]: row[1] for row in _run(_paths, set(unit_ids))}
    above = {pk for path in paths.values() for pk in way(path)}
    own: dict[int, dict[Key, Promise]] = {}
    for unit, matter, stage, *promise in _run(_terms, above):
        own.setdefault(unit, {})[matter, stage] = Promise(*promise)
    ladders = {unit: tuple(shares) for unit, *shares in _run(_ladders, above)}
    found = {}
    for pk, path in paths.items():
        held, shares = dict(promises.SHIPPED), SHARES
        for unit in way(path):
            held |= own.get(unit, {})
            shares = ladders.get(unit, shares)
        found[pk] = Terms(held, shares)
    return found


def _run(ask: Callable[[int], Prepared], ids: set[int]) -> list[Row]:
    """Return what a query of units has of these; ids are repeated, so that few shapes are kept."""
    if not ids:
        return []
    listed = list(ids)
    number = 1 << (len(listed) - 1).bit_length()
    return ask(number).run(units=[*listed, *listed[:1] * (number - len(listed))])


@prepared
def _paths(number: int) -> QuerySet[Any, Any]:
    rows = Unit.objects.filter(In(F("id"), slots("units", number, BigIntegerField())))
    return rows.values_list("id", "path").order_by()


@prepared
def _terms(number: int) -> QuerySet[Any, Any]:
    rows = Term.objects.filter(In(F("unit_id"), slots("units", number, BigIntegerField())))
    listed = rows.values_list("unit_id", "matter", "stage", "amount", "way", "status", "basis")
    return listed.order_by()


@prepared
def _ladders(number: int) -> QuerySet[Any, Any]:
    rows = Ladder.objects.filter(In(F("unit_id"), slots("units", number, BigIntegerField())))
    listed = rows.values_list("unit_id", "admin", "approver", "leader", "communications")
    return listed.order_by()


def lines(unit: Unit) -> list[Line]:
    """Return the terms that hold in an office and who set each, in the order people read them."""
    rows = Term.objects.filter(unit__in=way(unit.path)).select_related("unit")
    nearest = {(r.matter, r.stage): r for r in sorted(rows, key=lambda r: len(r.unit.path))}
    held = of(unit.pk).promises
    return [
        Line(*key, held[key], nearest[key].unit if key in nearest else None)
        for key in promises.SHIPPED
    ]


def promise_of(row: Term) -> Promise:
    return Promise(row.amount, row.way, row.status, row.basis)
