"""What a person sees of claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, When
from django.db.models.functions import Coalesce
from django.http import Http404

from sinergi.inbox.hoaxes import climbing
from sinergi.inbox.hoaxes.steps import STEPS
from sinergi.inbox.models import Conversation, Evidence, Hoax, HoaxCheck
from sinergi.lib.prepared import Slot
from sinergi.lib.prepared_objects import objects
from sinergi.lib.today import Urgency
from sinergi.units import queries as units
from sinergi.units.queries import Person

#: So many claims are on a page, and so many open ones are offered to a conversation.
MOST, MOST_OFFERED = 100, 20

#: A clock is near its end in its last third.
NEAR = 1 / 3


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the check: what it asks (an English msgid), and how it was done, if it was."""

    key: str
    asks: str
    done: HoaxCheck | None


def hoaxes_for(user: Person) -> QuerySet[Hoax]:
    """Return the claims a person may see: open ones by what is due, then the newest."""
    rows = Hoax.objects.filter(units.within(user, "conversation.see")).select_related("unit")
    counted = rows.annotate(voices=Count("conversations", distinct=True))
    return counted.order_by(
        F("decided_at").asc(nulls_first=True), F("result_due_at").asc(nulls_last=True), "-id"
    )


def hoax_for(user: Person, pk: object, *, may: str = "conversation.see") -> Hoax:
    """Return a claim. Raises Http404 when invisible, PermissionDenied when not theirs."""
    rows = Hoax.objects.select_related("unit", "by", "stated_by", "decided_by")
    return units.obtain(rows, user, pk, see="conversation.see", may=may)


def evidence_for(user: Person, pk: int) -> Evidence:
    """Return a screenshot of a claim. Raises Http404 where there is none, or none to be seen."""
    found = Evidence.objects.exclude(file="").select_related("hoax").filter(pk=pk).first()
    if found is None:
        raise Http404
    hoax_for(user, found.hoax_id)
    return found


def voices(user: Person, hoax: Hoax) -> Sequence[Conversation]:
    """Return the conversations about a claim that a person may see."""
    rows = hoax.conversations.filter(units.within(user, "conversation.see"))
    return list(rows.select_related("account").order_by("opened_at", "id")[:MOST])


def offered(conversation: Conversation) -> Sequence[Hoax]:
    """Return the open claims of the office that a conversation may be about."""
    return _offered().all(unit=conversation.unit_id, this=conversation.pk)


def told_in(conversation: Conversation) -> Sequence[Hoax]:
    """Return the claims that a conversation is about."""
    return _told_in().all(this=conversation.pk)


@objects
def _offered() -> QuerySet[Hoax]:
    rows = Hoax.objects.filter(unit=Slot("unit", BigIntegerField()), state=Hoax.State.OPEN)
    return rows.exclude(conversations=Slot("this", BigIntegerField()))[:MOST_OFFERED]


@objects
def _told_in() -> QuerySet[Hoax]:
    return Hoax.objects.filter(conversations=Slot("this", BigIntegerField()))


def check_list(hoax: Hoax) -> Sequence[Step]:
    done = {row.step: row for row in hoax.checks.select_related("by")}
    return [Step(key, asks, done.get(key)) for key, asks in STEPS.items()]


def awaited(user: Person) -> QuerySet[Hoax]:
    """Return the open claims whose next word a person may say, by when it is due."""
    silent = Q(stated_at=None) | Q(stated_at__lt=F("reopened_at"))
    first = Case(When(silent, then=F("statement_due_at")))
    rows = Hoax.objects.annotate(next_due_at=Coalesce(first, "result_due_at")).filter(
        units.within(user, "conversation.reply"),
        next_due_at__isnull=False,
        state=Hoax.State.OPEN,
    )
    return rows.order_by("next_due_at", "id")


def due(hoax: Hoax) -> datetime | None:
    """Return what is due next of an open claim: the first statement, else the result."""
    found = climbing.due_of(hoax)
    return found.at if found else None


def urgency(hoax: Hoax, now: datetime) -> Urgency:
    """Return how near that is."""
    at = due(hoax)
    if at is None:
        return "calm"
    if at <= now:
        return "late"
    whole: timedelta = at - hoax.counted_from
    return "soon" if at - now <= whole * NEAR else "calm"
