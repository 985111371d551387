"""Which terms hold in an office: its own, those of the offices above it, those shipped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sinergi.inbox.deadlines import promises
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Escalation, Ladder, Term
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
    paths = dict(Unit.objects.filter(pk__in=set(unit_ids)).values_list("pk", "path"))
    above = {pk for path in paths.values() for pk in way(path)}
    own: dict[int, dict[Key, Promise]] = {}
    for row in Term.objects.filter(unit__in=above):
        own.setdefault(row.unit_id, {})[row.matter, row.stage] = promise_of(row)
    ladders = {row.unit_id: _shares(row) for row in Ladder.objects.filter(unit__in=above)}
    found = {}
    for pk, path in paths.items():
        held, shares = dict(promises.SHIPPED), SHARES
        for unit in way(path):
            held |= own.get(unit, {})
            shares = ladders.get(unit, shares)
        found[pk] = Terms(held, shares)
    return found


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


def _shares(row: Ladder) -> Sequence[int]:
    return (row.admin, row.approver, row.leader, row.communications)
