"""Which terms hold in an office: its own, those of the offices above it, those shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from sinergi.inbox.deadlines import promises
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Escalation, Ladder, Term
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
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
    paths: dict[int, str] = dict(_paths().run(units=set(unit_ids)))
    above = {pk for path in paths.values() for pk in way(path)}
    own: dict[int, dict[Key, Promise]] = {}
    for unit, matter, stage, *promise in _terms().run(units=above):
        own.setdefault(unit, {})[matter, stage] = Promise(*promise)
    ladders = {unit: tuple(shares) for unit, *shares in _ladders().run(units=above)}
    found = {}
    for pk, path in paths.items():
        held, shares = dict(promises.SHIPPED), SHARES
        for unit in way(path):
            held |= own.get(unit, {})
            shares = ladders.get(unit, shares)
        found[pk] = Terms(held, shares)
    return found


@prepared
def _paths() -> QuerySet[Any, Any]:
    rows = Unit.objects.filter(Among("id", "units", BigIntegerField()))
    return rows.values_list("id", "path").order_by()


@prepared
def _terms() -> QuerySet[Any, Any]:
    rows = Term.objects.filter(Among("unit_id", "units", BigIntegerField()))
    listed = rows.values_list("unit_id", "matter", "stage", "amount", "way", "status", "basis")
    return listed.order_by()


@prepared
def _ladders() -> QuerySet[Any, Any]:
    rows = Ladder.objects.filter(Among("unit_id", "units", BigIntegerField()))
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
