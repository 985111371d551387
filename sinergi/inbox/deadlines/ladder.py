"""Who is told that a deadline has passed, rung by rung; once each, and quiet outside duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from sinergi.audit import actions as audit
from sinergi.inbox.deadlines import settling, terms
from sinergi.inbox.deadlines.counting import Due
from sinergi.inbox.models import Conversation, Escalation
from sinergi.lib.text import say
from sinergi.lib.working import NeverOpen
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units import calendars, nearest
from sinergi.units import queries as units
from sinergi.units.models import Role

Rung = Escalation.Rung

#: So many conversations are looked at in one go; the next minute has the rest.
BATCH = 200

TEXTS = {
    Rung.ADMIN: say("Overdue: a conversation on {account} still waits for {office}"),
    Rung.APPROVER: say("Overdue on {account}: the admins of {office} have not settled it yet"),
    Rung.LEADER: say("Overdue on {account}: {office} has not settled it, though its admins know"),
    Rung.COMMUNICATIONS: say("Overdue on {account}: {office} has not settled it, its head knows"),
}
ROLES = {
    Rung.ADMIN: Role.ADMIN,
    Rung.APPROVER: Role.APPROVER,
    Rung.LEADER: Role.LEADER,
    Rung.COMMUNICATIONS: Role.COORDINATOR,
}


def climb(now: datetime) -> int:
    """Tell whoever comes next of each deadline that has passed; return how many rungs were told."""
    late = Conversation.objects.filter(escalate_at__lte=now).order_by("escalate_at", "id")
    return sum(_climb(pk, now) for pk in late.values_list("pk", flat=True)[:BATCH])


def people(rung: str, conversation: Conversation) -> Sequence[User]:
    """Return who is told on a rung: who looks after it, else the nearest with that role."""
    mine = conversation.assigned_to
    if rung == Rung.ADMIN and mine and units.may(mine, "conversation.reply", conversation.unit_id):
        return [mine]
    return holders(rung, conversation.unit_id)


def holders(rung: str, unit_id: int) -> Sequence[User]:
    """Return who is told on a rung of what waits in an office: the nearest with its role."""
    return nearest.holders(ROLES[Rung(rung)], _office(rung, unit_id), sees=unit_id)


def quiet_until(rung: str, unit_id: int, now: datetime) -> datetime | None:
    """Return when the office of a rung opens, while it is closed; None where it is open."""
    calendar = calendars.of(_office(rung, unit_id))
    try:
        opens = calendar.next_opening(now)
    except NeverOpen:
        return None
    return opens if opens > now else None


def _climb(pk: int, now: datetime) -> int:
    with transaction.atomic():
        rows = Conversation.objects.select_for_update(of=("self",))
        row = rows.select_related("account", "unit", "assigned_to").get(pk=pk)
        if row.escalate_at is None or row.escalate_at > now:
            return 0
        told, quiet_until = _tell_those_due(row, now)
        settling.settle(row)
        if quiet_until is not None:
            row.escalate_at = quiet_until
            row.save(update_fields=["escalate_at"])
    return told


def _tell_those_due(row: Conversation, now: datetime) -> tuple[int, datetime | None]:
    """Tell the rungs whose moment has come; return how many, and until when the next sleeps."""
    held, calendar = terms.of(row.unit_id), calendars.of(row.unit_id)
    due = settling.due_of(row, held, calendar)
    told = 0
    for rung, at in settling.ladder_of(row, due, held, calendar) if due else ():
        if at > now:
            break
        if due is None or _known(row, due, rung):
            continue
        until = None if row.danger else quiet_until(rung, row.unit_id, now)
        if until is not None:
            return told, until
        _tell(row, due, rung, now)
        told += 1
    return told, None


def _known(row: Conversation, due: Due, rung: str) -> bool:
    known = Escalation.objects.filter(conversation=row, stage=due.stage, since=due.since, rung=rung)
    return known.exists()


def _tell(row: Conversation, due: Due, rung: str, now: datetime) -> None:
    found = people(rung, row)
    for person in found:
        notices.tell(
            person,
            "conversation.escalated",
            TEXTS[Rung(rung)],
            url=reverse("inbox:conversation", args=[row.pk]),
            facts={"account": row.account.handle, "office": str(row.unit)},
        )
    Escalation.objects.create(
        conversation=row, stage=due.stage, since=due.since, rung=rung, told=len(found), at=now
    )
    data = {"rung": rung, "told": len(found), "due": due.at}
    audit.record(None, "conversation.escalated", on=row, unit_id=row.unit_id, data=data)


def _office(rung: str, unit_id: int) -> int:
    return nearest.communications(unit_id) if rung == Rung.COMMUNICATIONS else unit_id
