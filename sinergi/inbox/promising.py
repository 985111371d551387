"""An office sets its own deadlines and its ladder. What they were before is in the log.

Every deadline of the office and those under it is then counted anew, by a job.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox import tasks
from sinergi.inbox.deadlines import promises, terms
from sinergi.inbox.deadlines.promises import Key, Promise
from sinergi.inbox.models import Ladder, Term, Way
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units.models import Unit

#: Longer than any deadline we know of: a year, in minutes or working days.
MOST = {Way.MINUTES: 527_040, Way.WORKING: 120_000, Way.SAME_DAY: 0, Way.DAYS: 366}


def save(
    actor: User, unit: Unit, key: Key, *, amount: int, way: str, status: str, basis: str
) -> Term:
    """Set a term for an office and those under it. Raises No for one that cannot be counted."""
    if key not in promises.SHIPPED:
        raise No(say("There is no such term."))
    if way == Way.SAME_DAY and amount:
        raise No(say("The same working day has no number: write 0."))
    if way not in Way.values or not _fits(amount, way):
        raise No(
            say("This term cannot be counted: write a number above 0, of at most {most}."),
            most=MOST.get(Way(way), 0) if way in Way.values else 0,
        )
    if not basis.strip():
        raise No(say("Write what the term rests on: a rule, a practice, or your own proposal."))
    with transaction.atomic():
        before = terms.of(unit.pk).promises[key]
        made, _ = Term.objects.update_or_create(
            unit=unit,
            matter=key[0],
            stage=key[1],
            defaults={
                "amount": amount, "way": way, "status": status, "basis": basis.strip(),
                "by": actor, "at": timezone.now(),
            },
        )  # fmt: skip
        _record(actor, "term.changed", unit, key, before=before, after=terms.promise_of(made))
    return made


def drop(actor: User, unit: Unit, key: Key) -> None:
    """Let hold again what the office above has, or what is shipped."""
    with transaction.atomic():
        found = Term.objects.filter(unit=unit, matter=key[0], stage=key[1]).first()
        if found is not None:
            before = terms.promise_of(found)
            found.delete()
            _record(actor, "term.dropped", unit, key, before=before)


def save_ladder(actor: User, unit: Unit, shares: Sequence[int]) -> Ladder:
    """Set when each rung is told. Raises No where a higher rung would be told before a lower."""
    if list(shares) != sorted(shares) or len(shares) != len(terms.RUNGS):
        raise No(say("Each rung is told no earlier than the one before it."))
    with transaction.atomic():
        before = terms.of(unit.pk).shares
        values = dict(zip(terms.RUNGS, shares, strict=True)) | {"by": actor, "at": timezone.now()}
        made, _ = Ladder.objects.update_or_create(unit=unit, defaults=values)
        data = {"before": list(before), "after": list(shares)}
        audit.record(actor, "ladder.changed", on=unit, unit_id=unit.pk, data=data)
        _recount(unit)
    return made


def _fits(amount: int, way: str) -> bool:
    return amount == 0 if way == Way.SAME_DAY else 0 < amount <= MOST[Way(way)]


def _record(actor: User, verb: str, unit: Unit, key: Key, **told: Promise) -> None:
    data: dict[str, Any] = {"matter": key[0], "stage": key[1]}
    data |= {name: [p.amount, p.way, p.status, p.basis] for name, p in told.items()}
    audit.record(actor, verb, on=unit, unit_id=unit.pk, data=data)
    _recount(unit)


def _recount(unit: Unit) -> None:
    transaction.on_commit(partial(tasks.recount_deadlines.enqueue, unit.pk))
