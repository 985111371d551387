"""Keep how long a conversation took, at the moment it is answered or solved."""

from __future__ import annotations

from datetime import datetime, timedelta

from sinergi.inbox.deadlines import counting, terms
from sinergi.inbox.models import Conversation, Message, Pause, Stage, Timing
from sinergi.lib.working import Calendar, NeverOpen
from sinergi.units import calendars


def answered(conversation: Conversation, now: datetime) -> None:
    """Keep the first answer; later ones change nothing."""
    row = _row(conversation)
    if row.first_at is not None:
        return
    calendar = calendars.of(conversation.unit_id)
    row.first_at = now
    row.first_work = _worked(conversation, row.asked_at, now, calendar)
    row.in_time = _in_time(conversation, row.asked_at, now, calendar)
    row.save()


def solved(conversation: Conversation, now: datetime) -> None:
    """Keep when it was solved; where it was opened again, the last time counts."""
    row = _row(conversation)
    row.solved_at = now
    row.solved_work = _worked(conversation, row.asked_at, now, calendars.of(conversation.unit_id))
    row.save()


def reopened(conversation: Conversation) -> None:
    """It was not solved after all."""
    Timing.objects.filter(conversation=conversation).update(solved_at=None, solved_work=None)


def _row(conversation: Conversation) -> Timing:
    found = Timing.objects.filter(conversation=conversation).first()
    if found is None:
        said = conversation.messages.filter(direction=Message.Direction.IN).order_by("id")
        first = said.values_list("at", flat=True).first()
        found = Timing(conversation=conversation, asked_at=first or conversation.opened_at)
    found.unit_id, found.matter = conversation.unit_id, conversation.matter
    found.network = conversation.account.network
    return found


def _worked(conversation: Conversation, since: datetime, now: datetime, calendar: Calendar) -> int:
    """Return the working seconds from a moment to now, without pauses."""
    spans = [(since, max(since, now))]
    pauses = Pause.objects.filter(conversation=conversation, since__lt=now).order_by("since")
    for begin, end in pauses.values_list("since", "until"):
        spans = [piece for span in spans for piece in _without(span, begin, end or now)]
    try:
        return int(sum((calendar.between(a, b) for a, b in spans), timedelta()).total_seconds())
    except NeverOpen:
        return int(sum((b - a for a, b in spans), timedelta()).total_seconds())


def _without(
    span: tuple[datetime, datetime], begin: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return what is left of a span without another one."""
    left, right = (span[0], min(span[1], begin)), (max(span[0], end), span[1])
    return [piece for piece in (left, right) if piece[0] < piece[1]]


def _in_time(
    conversation: Conversation, since: datetime, now: datetime, calendar: Calendar
) -> bool | None:
    held = terms.of(conversation.unit_id).promises
    promise = counting.promised(held, conversation.matter, Stage.FIRST)
    return None if promise is None else now <= counting.after(promise, since, calendar)
