"""Which terms hold in an office, and how it sets its own. What it was before is in the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.deadlines import promises
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Escalation, Ladder, Term, Way
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units.models import Unit
from sinergi.units.rules import way

Rung = Escalation.Rung

#: Who is told in turn; people on duty are no rung: they are told at once.
RUNGS = (Rung.ADMIN, Rung.APPROVER, Rung.LEADER, Rung.COMMUNICATIONS)

#: After so many hundredths of the term in overtime, rung by rung.
SHARES = (0, 50, 100, 200)

#: Longer than any deadline we know of: a year, in minutes or working days.
MOST = {Way.MINUTES: 527_040, Way.WORKING: 120_000, Way.SAME_DAY: 0, Way.DAYS: 366}


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
        own.setdefault(row.unit_id, {})[row.matter, row.stage] = _promise(row)
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


def save(
    actor: User, unit: Unit, key: Key, *, amount: int, way: str, status: str, basis: str
) -> Term:
    """Set a term for an office and those under it. Raises No for one that cannot be counted."""
    if key not in promises.SHIPPED:
        raise No(say("There is no such term."))
    if way not in Way.values or not _fits(amount, way):
        raise No(
            say("This term cannot be counted: write a number above 0, of at most {most}."),
            most=MOST.get(Way(way), 0) if way in Way.values else 0,
        )
    if not basis.strip():
        raise No(say("Write what the term rests on: a rule, a practice, or your own proposal."))
    with transaction.atomic():
        before = of(unit.pk).promises[key]
        made, _ = Term.objects.update_or_create(
            unit=unit,
            matter=key[0],
            stage=key[1],
            defaults={
                "amount": amount, "way": way, "status": status, "basis": basis.strip(),
                "by": actor, "at": timezone.now(),
            },
        )  # fmt: skip
        _record(actor, "term.changed", unit, key, before=before, after=_promise(made))
    return made


def drop(actor: User, unit: Unit, key: Key) -> None:
    """Let hold again what the office above has, or what is shipped."""
    with transaction.atomic():
        found = Term.objects.filter(unit=unit, matter=key[0], stage=key[1]).first()
        if found is not None:
            before = _promise(found)
            found.delete()
            _record(actor, "term.dropped", unit, key, before=before)


def save_ladder(actor: User, unit: Unit, shares: Sequence[int]) -> Ladder:
    """Set when each rung is told. Raises No where a higher rung would be told before a lower."""
    if list(shares) != sorted(shares) or len(shares) != len(RUNGS):
        raise No(say("Each rung is told no earlier than the one before it."))
    with transaction.atomic():
        before = of(unit.pk).shares
        values = dict(zip(RUNGS, shares, strict=True)) | {"by": actor, "at": timezone.now()}
        made, _ = Ladder.objects.update_or_create(unit=unit, defaults=values)
        data = {"before": list(before), "after": list(shares)}
        audit.record(actor, "ladder.changed", on=unit, unit_id=unit.pk, data=data)
    return made


def _fits(amount: int, way: str) -> bool:
    return amount == 0 if way == Way.SAME_DAY else 0 < amount <= MOST[Way(way)]


def _promise(row: Term) -> Promise:
    return Promise(row.amount, row.way, row.status, row.basis)


def _shares(row: Ladder) -> Sequence[int]:
    return (row.admin, row.approver, row.leader, row.communications)


def _record(actor: User, verb: str, unit: Unit, key: Key, **told: Promise) -> None:
    data: dict[str, Any] = {"matter": key[0], "stage": key[1]}
    data |= {name: [p.amount, p.way, p.status, p.basis] for name, p in told.items()}
    audit.record(actor, verb, on=unit, unit_id=unit.pk, data=data)
