"""Hand a conversation to a service, write down its number, extend, end: each in the log."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sinergi.inbox import states
from sinergi.inbox.deadlines import terms
from sinergi.inbox.deadlines.counting import promised
from sinergi.inbox.models import Conversation, Handing, Stage
from sinergi.inbox.rows import locked, record
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import calendars
from sinergi.units import queries as units

Service, State = Handing.Service, Handing.State

#: As long as the columns hold.
LONGEST, LONGEST_NUMBER = 500, 80

#: Of which matter a service's deadline is: the terms of an office say how long (domain.md §3.2).
_MATTERS = {
    Service.LAPOR: Conversation.Matter.COMPLAINT,
    Service.PPID: Conversation.Matter.INFORMATION,
}


def prepare(actor: User, conversation: Conversation, service: str) -> Handing:
    """Say that a conversation is to be entered with a service. Raises No where it is already."""
    if service not in {Service.LAPOR, Service.PPID}:
        raise No(say("There is no such service."))
    with transaction.atomic():
        found = locked(conversation)
        _check_none(found, service)
        made = Handing.objects.create(
            conversation=found, unit=found.unit, service=service, by=actor, at=timezone.now()
        )
        if found.open and found.state != Conversation.State.COORDINATING:
            states.step(
                found,
                Conversation.State.COORDINATING,
                by=actor,
                reason=str(made.get_service_display()),
                now=made.at,
            )
        record(actor, "conversation.handed_over", found, service=service)
    return made


def emergency(actor: User, conversation: Conversation, *, told: str) -> Handing:
    """Write down what was told to 112, and to whom. Raises No when nothing is."""
    told = _line(told, say("Write whom you told, and what."))
    now = timezone.now()
    with transaction.atomic():
        found = locked(conversation)
        _check_none(found, Service.EMERGENCY)
        made = Handing.objects.create(
            conversation=found,
            unit=found.unit,
            service=Service.EMERGENCY,
            state=State.FILED,
            told=told,
            by=actor,
            at=now,
            filed_at=now,
        )
        record(actor, "conversation.handed_over", found, service=Service.EMERGENCY, told=told)
    return made


def file(actor: User, handing: Handing, *, number: str) -> Handing:
    """Write down the number the service gave; its clock begins. Raises No."""
    number = " ".join(number.split())
    if not number or len(number) > LONGEST_NUMBER:
        raise No(say("Copy the number the service gave, at most {most} characters."),
                 most=LONGEST_NUMBER)  # fmt: skip
    now = timezone.now()
    with transaction.atomic():
        found = _held(handing)
        begun = found.filed_at or now
        found.number, found.filed_at = number, begun
        if found.state == State.PREPARED:
            found.state = State.FILED
        if not found.extension:
            found.due_at = due(found, begun)
        found.save(update_fields=["number", "filed_at", "state", "due_at"])
        record(
            actor, "conversation.filed", found.conversation, service=found.service, number=number
        )
    return found


def extend(actor: User, handing: Handing, *, reason: str) -> Handing:
    """Extend the time of a request for information once, with a written reason (7 working days,
    Law 14/2008 article 22). Raises No."""
    reason = _line(reason, say("Write the reason: the law asks for it in writing."))
    with transaction.atomic():
        found = _held(handing)
        if found.service != Service.PPID or found.due_at is None:
            raise No(say("Only a request for information that was entered can be extended."))
        if found.extension:
            raise No(say("It was extended already. The law allows it once."))
        promise = terms.of(found.unit_id).promises.get((_MATTERS[Service.PPID], Stage.MORE))
        days = promise.span if promise and isinstance(promise.span, int) else 7
        found.due_at = calendars.of(found.unit_id).add_days(found.due_at, days)
        found.extension = reason
        found.save(update_fields=["due_at", "extension"])
        record(actor, "conversation.extended", found.conversation, service=found.service)
    return found


def tell(actor: User, handing: Handing, state: str, *, outcome: str = "") -> Handing:
    """Write down how it stands there. An end needs the outcome in words. Raises No."""
    outcome = " ".join(outcome.split())[:LONGEST]
    if state not in {State.WORKING, *Handing.OVER}:
        raise No(say("There is no such state."))
    if state in Handing.OVER and not outcome:
        raise No(say("Write what came of it: the citizen wants to know."))
    with transaction.atomic():
        found = _held(handing)
        if found.state == State.PREPARED:
            raise No(say("Enter it there first, and write down its number."))
        found.state, found.outcome = State(state), outcome or found.outcome
        found.ended_at = timezone.now() if state in Handing.OVER else None
        found.save(update_fields=["state", "outcome", "ended_at"])
        record(actor, "conversation.told", found.conversation, service=found.service, state=state)
    return found


def due(handing: Handing, begun: datetime) -> datetime | None:
    """Return until when a service has to answer what was entered at a moment."""
    matter = _MATTERS.get(Service(handing.service))
    if matter is None:
        return None
    held = terms.of(handing.unit_id).promises
    promise = promised(held, matter, handing.conversation.course)
    if promise is None:
        return None
    calendar = calendars.of(handing.unit_id)
    if isinstance(promise.span, timedelta):
        return calendar.add(begun, promise.span)
    return calendar.add_days(begun, promise.span)


def awaited(user: User, now: datetime) -> QuerySet[Handing]:
    """Return what a person has to enter or ask about: prepared, or over its time; oldest first."""
    rows = Handing.objects.filter(units.within(user, "conversation.reply"))
    prepared, late = rows.filter(state=State.PREPARED), rows.filter(due_at__lte=now)
    found = prepared | late.exclude(state__in=Handing.OVER)
    return found.select_related("conversation__account").order_by("at", "id")


def _check_none(conversation: Conversation, service: str) -> None:
    there = conversation.handings.filter(service=service).exclude(state__in=Handing.OVER)
    if there.exists():
        raise No(say("It is with {service} already."), service=str(Service(service).label))


def _held(handing: Handing) -> Handing:
    """Return the row as it is now, held. Raises No when it has ended."""
    rows = Handing.objects.select_related("conversation__unit")
    found = rows.select_for_update(of=("self",)).get(pk=handing.pk)
    if found.state in Handing.OVER:
        raise No(say("It has ended already."))
    return found


def _line(words: str, problem: str) -> str:
    found = " ".join(words.split())
    if not found:
        raise No(problem)
    return found[:LONGEST]
