"""Keep with each conversation what is due next. The one place that writes ``due_at``.

Call inside a transaction that holds the rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from sinergi.inbox.deadlines import counting, terms
from sinergi.inbox.deadlines.counting import Due, Standing
from sinergi.inbox.deadlines.terms import Terms
from sinergi.inbox.models import Conversation, Escalation, Pause
from sinergi.lib import rows as updating
from sinergi.lib import working
from sinergi.lib.among import Among
from sinergi.lib.prepared import prepared
from sinergi.lib.working import Calendar
from sinergi.units import calendars

State = Conversation.State

#: A rung that was told: the stage, when its clock began, the rung.
Mark = tuple[str, datetime, str]

#: What was said so long before it came in (an account just connected, a file of old messages) was
#: nobody's delay: no ladder is climbed for it.
OLD = timedelta(days=3)

FIELDS = ("due_at", "due_for", "soon_at", "escalate_at")


def settle(conversation: Conversation) -> None:
    """Work out what is due next, and keep it."""
    settle_many([conversation])


def settle_many(rows: Sequence[Conversation]) -> None:
    """Work out what is due next in each, and keep it: a handful of queries for all."""
    work_out(rows)
    updating.update(rows, FIELDS)


def work_out(rows: Sequence[Conversation]) -> None:
    """Set what is due next in each; the caller keeps ``FIELDS``. They need not be stored yet."""
    if not rows:
        return
    offices = {row.unit_id for row in rows}
    held, times = terms.of_many(offices), calendars.of_many(offices)
    pauses, told = _pauses(rows), _told(rows)
    for row in rows:
        here = _standing(row, pauses.get(row.pk, ()))
        rungs = told.get(row.pk, set())
        _put(row, here, held[row.unit_id], times[row.unit_id], rungs)


def _put(
    row: Conversation, here: Standing, held: Terms, calendar: Calendar, told: set[Mark]
) -> None:
    due = counting.next_due(here, held.promises, calendar)
    row.due_at, row.soon_at = (due.at, due.soon) if due else (None, None)
    row.due_for = due.stage if due else ""
    row.escalate_at = _next_rung(row, due, held, calendar, told) if due else None


def _next_rung(
    row: Conversation, due: Due, held: Terms, calendar: Calendar, told: set[Mark]
) -> datetime | None:
    moments = ladder_of(row, due, held, calendar)
    waiting = (at for rung, at in moments if (due.stage, due.since, rung) not in told)
    return next(waiting, None)


def ladder_of(
    row: Conversation, due: Due, held: Terms, calendar: Calendar
) -> Iterator[tuple[str, datetime]]:
    """Yield the rungs of a deadline and when each is told: most often the first is all that is
    asked.

    What was overdue when it came in begins to climb then; what was old then, never.
    """
    if row.opened_at - due.since > OLD:
        return
    due = due._replace(at=max(due.at, row.opened_at))
    promise = counting.promised(held.promises, row.matter, due.stage)
    assert promise is not None  # noqa: S101  # a deadline comes of one
    for rung, share in zip(terms.RUNGS, held.shares, strict=True):
        yield rung, counting.rungs(due, promise, [share], calendar)[0]


def due_of(row: Conversation, held: Terms, calendar: Calendar) -> Due | None:
    """Return what is due next, as the terms that hold now have it."""
    return counting.next_due(
        _standing(row, _pauses([row]).get(row.pk, ())), held.promises, calendar
    )


def _standing(row: Conversation, pauses: Sequence[working.Pause]) -> Standing:
    return Standing(
        matter=row.matter,
        state=row.state,
        course=row.course,
        extended=row.extended,
        waiting_since=row.waiting_since,
        counted_from=row.counted_from or row.opened_at,
        pauses=pauses,
    )


def _pauses(rows: Sequence[Conversation]) -> dict[int, list[working.Pause]]:
    found: dict[int, list[working.Pause]] = {}
    known = [row.pk for row in rows if row.pk and row.state != State.NEW]  # none has begun
    for pk, since, until in _kept_pauses().run(rows=known) if known else ():
        found.setdefault(pk, []).append((since, until))
    return found


@prepared
def _kept_pauses() -> QuerySet[Any, Any]:
    known = Pause.objects.filter(Among("conversation_id", "rows", BigIntegerField()))
    return known.order_by("id").values_list("conversation_id", "since", "until")


def _told(rows: Sequence[Conversation]) -> dict[int, set[Mark]]:
    """Return of each conversation which rungs were told, with the deadline they were told of."""
    found: dict[int, set[Mark]] = {}
    known = _known(rows)
    for pk, stage, since, rung in _rungs_told().run(rows=known) if known else ():
        found.setdefault(pk, set()).add((stage, since, rung))
    return found


@prepared
def _rungs_told() -> QuerySet[Any, Any]:
    known = Escalation.objects.filter(Among("conversation_id", "rows", BigIntegerField()))
    return known.order_by().values_list("conversation_id", "stage", "since", "rung")


def _known(rows: Sequence[Conversation]) -> list[int]:
    """Return those that may have rows of their own: not what has just come in."""
    return [row.pk for row in rows if row.due_at is not None or row.state != State.NEW]
