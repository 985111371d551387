"""Who is on duty, and how they are called when a life may be in danger: at any hour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, DateTimeField, QuerySet
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.audit.actions import Act
from sinergi.inbox import naming
from sinergi.inbox.models import Conversation, Duty, Escalation, Stage
from sinergi.lib import rows
from sinergi.lib.among import Among
from sinergi.lib.prepared import Slot, prepared
from sinergi.lib.text import No, say
from sinergi.notices import actions as notices
from sinergi.notices.actions import Told
from sinergi.people.models import User
from sinergi.units import nearest
from sinergi.units import queries as units
from sinergi.units.models import Role, Unit
from sinergi.units.queries import Person
from sinergi.units.rules import way

#: Nobody is on duty for longer without a break in the roster.
LONGEST = timedelta(days=31)

_PERSON = rows.names(User)


def add(actor: User, unit: Unit, *, user: User, since: datetime, until: datetime) -> Duty:
    """Put a colleague on the roster of an office. Raises No where that cannot be."""
    if not units.may(user, "conversation.see", unit.pk):
        raise No(say("{who} may not see the conversations of this office."), who=str(user))
    if until <= since or until - since > LONGEST:
        raise No(
            say("A duty ends after it begins, and within {days} days: write several lines."),
            days=LONGEST.days,
        )
    if until <= timezone.now():
        raise No(say("This duty would be over already."))
    line = {"user": user, "since": since, "until": until}
    with transaction.atomic():
        naming.check_new(unit, Duty.objects.filter(**line))
        made = Duty.objects.create(unit=unit, by=actor, **line)
        data = {"user": user.pk, "since": since, "until": until}
        audit.record(actor, "duty.added", on=made, unit_id=unit.pk, data=data)
    return made


def remove(actor: User, duty: Duty) -> None:
    """Take a line off the roster."""
    with transaction.atomic():
        data = {"user": duty.user_id, "since": duty.since, "until": duty.until}
        audit.drop(actor, "duty.dropped", duty, unit_id=duty.unit_id, data=data)


def roster(unit: Unit, now: datetime) -> QuerySet[Duty]:
    """Return who is and will be on duty in an office, the next first."""
    return Duty.objects.filter(unit=unit, until__gt=now).select_related("user", "unit")


def duty_for(user: Person, pk: object) -> Duty:
    """Return a line of a roster, for those who arrange it. Raises Http404, PermissionDenied."""
    rows = Duty.objects.select_related("unit", "user")
    return units.obtain(rows, user, pk, see="conversation.see", may="conversation.assign")


def listed(offices: Sequence[int], now: datetime) -> dict[int, list[int]]:
    """Return by office the ids of those on its own roster at a moment."""
    lines = Duty.objects.filter(
        unit__in=offices, since__lte=now, until__gt=now, user__is_active=True
    )
    found: dict[int, list[int]] = {}
    for office, user in lines.order_by("id").values_list("unit_id", "user_id"):
        found.setdefault(office, []).append(user)
    return found


def on_duty(unit_id: int, now: datetime) -> Sequence[User]:
    """Return who is on duty for an office: in it and above it, and in the communications office.

    Where the roster has nobody, the nearest admins and the coordinators are called.
    """
    centre = nearest.communications(unit_id)
    offices = [*way(units.path_of(unit_id)), centre]
    lines = (rows.read(User, _PERSON, values) for values in _lines().run(units=offices, now=now))
    found = {person.pk: person for person in lines}
    if not found:
        near = nearest.holders(Role.ADMIN, unit_id)
        far = nearest.holders(Role.COORDINATOR, centre, sees=unit_id)
        found = {person.pk: person for person in [*near, *far]}
    return list(found.values())


@prepared
def _lines() -> QuerySet[Any, Any]:
    now = Slot("now", DateTimeField())
    lines = Duty.objects.filter(
        Among("unit_id", "units", BigIntegerField()),
        since__lte=now,
        until__gt=now,
        user__is_active=True,
    )
    return lines.order_by("since", "id").values_list(*[f"user__{column}" for column in _PERSON])


def alarm(conversations: Sequence[Conversation], now: datetime) -> int:
    """Call those on duty, once for each time a conversation begins; return how many times one was
    called. Where it is called already or closed, nobody is.

    Call inside a transaction that holds the rows.
    """
    called = set(_called().run(conversations=[one.pk for one in conversations]))
    fresh = [one for one in conversations if one.open and (one.pk, _since(one)) not in called]
    people = {pk: on_duty(pk, now) for pk in {one.unit_id for one in fresh}}
    notices.tell_many(_call(one, person) for one in fresh for person in people[one.unit_id])
    rows.insert([
        rows.new(
            Escalation, conversation_id=one.pk, stage=Stage.FIRST, since=_since(one),
            rung=Escalation.Rung.DUTY, told=len(people[one.unit_id]), at=now,
        )
        for one in fresh
    ])  # fmt: skip
    if fresh:
        acts = [Act(one, one.unit_id, {"told": len(people[one.unit_id])}) for one in fresh]
        audit.record_many(None, "conversation.danger", acts)
    return sum(len(people[one.unit_id]) for one in fresh)


@prepared
def _called() -> QuerySet[Any, Any]:
    known = Escalation.objects.filter(
        Among("conversation_id", "conversations", BigIntegerField()),
        rung=Escalation.Rung.DUTY,
        stage=Stage.FIRST,
    )
    return known.order_by().values_list("conversation_id", "since")


def _since(conversation: Conversation) -> datetime:
    """Return when it began: the last time, where it was closed and opened again."""
    return conversation.counted_from or conversation.opened_at


def _call(conversation: Conversation, person: User) -> Told:
    return Told(
        person,
        "conversation.danger",
        say("Danger to life? A message on {account} of {office}. Call 112, then answer."),
        url=reverse("inbox:conversation", args=[conversation.pk]),
        facts={"account": conversation.account.handle, "office": str(conversation.unit)},
        email=True,
    )
