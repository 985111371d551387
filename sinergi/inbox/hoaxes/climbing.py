"""The ladder of claims: who is told that a statement or a result is overdue, rung by rung.

Each claim has its own, whether somebody wrote to us of it or a colleague saw it; the ladder of a
conversation about it (``deadlines.ladder``) is of the answer to that person. Quiet outside duty,
unless a life may be in danger.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.inbox.deadlines import counting, ladder, terms
from sinergi.inbox.deadlines.counting import Due
from sinergi.inbox.models import Conversation, Escalation, Hoax, HoaxEscalation, Stage
from sinergi.lib.text import say, short
from sinergi.notices import actions as notices
from sinergi.units import calendars
from sinergi.units.models import Unit

Matter = Conversation.Matter
Rung = Escalation.Rung

#: So many claims are looked at in one go; the next minute has the rest.
BATCH = 200

TEXTS = {
    Rung.ADMIN: say("Overdue in {office}: what to say of “{claim}”"),
    Rung.APPROVER: say("Overdue in {office}: its admins have not settled “{claim}” yet"),
    Rung.LEADER: say("Overdue in {office}: nobody has settled “{claim}”, though its admins know"),
    Rung.COMMUNICATIONS: say("Overdue: {office} has not settled “{claim}”, its head knows"),
}


def promised_at(unit_id: int, stage: str, known: datetime) -> datetime | None:
    """Return when a statement or a result is due that is promised from a moment on."""
    promise = counting.promised(terms.of(unit_id).promises, Matter.HOAX, stage)
    return counting.after(promise, known, calendars.of(unit_id)) if promise else None


def due_of(hoax: Hoax) -> Due | None:
    """Return which clock of a claim runs: the first statement's, then the result's."""
    if hoax.state != Hoax.State.OPEN:
        return None
    if not hoax.stated and hoax.statement_due_at:
        stage, at = Stage.FIRST, hoax.statement_due_at
    elif hoax.result_due_at:
        stage, at = Stage.ANSWER, hoax.result_due_at
    else:
        return None
    return Due(stage, since=hoax.counted_from, at=at, soon=at)


def begin(hoax: Hoax) -> None:
    """Count both clocks of a claim from when they run. Call inside a transaction as ``settle``."""
    hoax.statement_due_at = promised_at(hoax.unit_id, Stage.FIRST, hoax.counted_from)
    hoax.result_due_at = promised_at(hoax.unit_id, Stage.ANSWER, hoax.counted_from)
    hoax.save(update_fields=["statement_due_at", "result_due_at"])
    settle(hoax)


def settle(hoax: Hoax) -> None:
    """Keep when the next rung is told. Call inside a transaction that holds the row."""
    due = due_of(hoax)
    waiting = (at for rung, at in _ladder(hoax, due) if not _known(hoax, due, rung)) if due else ()
    hoax.escalate_at = next(iter(waiting), None)
    hoax.save(update_fields=["escalate_at"])


def recount(offices: Iterable[Unit]) -> int:
    """Count the clocks of open claims anew, where terms or calendars changed; return how many."""
    count = 0
    for pk in Hoax.objects.filter(state=Hoax.State.OPEN, unit__in=offices).values_list("pk"):
        with transaction.atomic():
            found = Hoax.objects.select_for_update().get(pk=pk[0])
            begin(found)
            count += 1
    return count


def climb(now: datetime) -> int:
    """Tell whoever comes next of each claim that is overdue; return how many rungs were told."""
    late = Hoax.objects.filter(escalate_at__lte=now).order_by("escalate_at", "id")
    return sum(_climb(pk, now) for pk in late.values_list("pk", flat=True)[:BATCH])


def _climb(pk: int, now: datetime) -> int:
    with transaction.atomic():
        rows = Hoax.objects.select_for_update(of=("self",)).select_related("unit")
        found = rows.get(pk=pk)
        if found.escalate_at is None or found.escalate_at > now:
            return 0
        told, quiet_until = _tell_those_due(found, now)
        settle(found)
        if quiet_until is not None:
            found.escalate_at = quiet_until
            found.save(update_fields=["escalate_at"])
    return told


def _tell_those_due(hoax: Hoax, now: datetime) -> tuple[int, datetime | None]:
    """Tell the rungs whose moment has come; return how many, and until when the next sleeps."""
    due, told = due_of(hoax), 0
    for rung, at in _ladder(hoax, due) if due else ():
        if at > now:
            break
        if due is None or _known(hoax, due, rung):
            continue
        until = None if _in_danger(hoax) else ladder.quiet_until(rung, hoax.unit_id, now)
        if until is not None:
            return told, until
        _tell(hoax, due, rung, now)
        told += 1
    return told, None


def _ladder(hoax: Hoax, due: Due) -> list[tuple[str, datetime]]:
    """Return the rungs of a claim and when each is told: never before it was written down."""
    held, calendar = terms.of(hoax.unit_id), calendars.of(hoax.unit_id)
    promise = counting.promised(held.promises, Matter.HOAX, due.stage)
    if promise is None:
        return []
    at = max(due.at, hoax.begun_at or hoax.known_at)
    late = Due(due.stage, due.since, at, at)
    return list(zip(terms.RUNGS, counting.rungs(late, promise, held.shares, calendar), strict=True))


def _known(hoax: Hoax, due: Due, rung: str) -> bool:
    marked = HoaxEscalation.objects.filter(hoax=hoax, stage=due.stage, since=due.since, rung=rung)
    return marked.exists()


def _in_danger(hoax: Hoax) -> bool:
    return hoax.danger or hoax.conversations.filter(danger=True, open=True).exists()


def _tell(hoax: Hoax, due: Due, rung: str, now: datetime) -> None:
    found = ladder.holders(rung, hoax.unit_id)
    for person in found:
        notices.tell(
            person,
            "hoax.escalated",
            TEXTS[Rung(rung)],
            url=reverse("inbox:hoax", args=[hoax.pk]),
            facts={"office": str(hoax.unit), "claim": short(hoax.claim, 80)},
        )
    HoaxEscalation.objects.create(
        hoax=hoax, stage=due.stage, since=due.since, rung=rung, told=len(found), at=now
    )
    data = {"rung": rung, "told": len(found), "due": due.at}
    audit.record(None, "hoax.escalated", on=hoax, unit_id=hoax.unit_id, data=data)
