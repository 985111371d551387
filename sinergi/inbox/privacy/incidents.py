"""The register of incidents with personal data: written down, reported, told, closed."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from sinergi.audit import actions as audit
from sinergi.inbox.deadlines import terms
from sinergi.inbox.deadlines.counting import after, promised
from sinergi.inbox.models import Conversation, Incident, Stage
from sinergi.lib import again, days
from sinergi.lib.text import No, say
from sinergi.lib.today import Urgency
from sinergi.notices import actions as notices
from sinergi.people.models import User
from sinergi.units import calendars, nearest
from sinergi.units import queries as units
from sinergi.units.models import Role, Unit
from sinergi.units.queries import Person

KEEP = "incident.keep"

#: As long as the columns hold.
LONGEST_TITLE, LONGEST_TEXT, LONGEST_HOW = 200, 4000, 300

#: What is written down step by step, and the column of its moment.
STEPS = {"report": "reported_at", "people": "told_people_at", "agency": "told_agency_at"}


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of an incident; see the model."""

    title: str
    data: str
    how: str
    remedy: str = ""
    people: int | None = None
    happened_at: datetime | None = None


def begin(
    actor: User,
    unit: Unit,
    said: Said,
    *,
    known_at: datetime | None = None,
    conversation: Conversation | None = None,
) -> Incident:
    """Write an incident down and call the communications office; its clocks run. The same form sent
    twice makes one. Raises No."""
    now = timezone.now()
    known = known_at or now
    _check(said, known, now)
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        same = Incident.objects.filter(unit=unit, by=actor, **asdict(said))
        if (before := again.made("at", now, same)) is not None:
            return before
        made = Incident.objects.create(
            unit=unit,
            conversation=conversation,
            by=actor,
            at=now,
            known_at=known,
            report_due_at=_due(unit.pk, Stage.TAKE, known),
            notice_due_at=_due(unit.pk, Stage.ANSWER, known),
            **asdict(said),
        )
        _record(actor, "incident.begun", made, title=made.title)
        _call(actor, made)
    return made


def correct(actor: User, incident: Incident, said: Said) -> Incident:
    """Write down what is known better by now; what was there before is in the log. Raises No."""
    with transaction.atomic():
        found = _open(incident)
        _check(said, found.known_at, timezone.now())
        values = asdict(said)
        before = {name: getattr(found, name) for name in values}
        changed = [name for name, value in values.items() if value != before[name]]
        Incident.objects.filter(pk=found.pk).update(**values)
        if changed:
            _record(actor, "incident.changed", found, fields=", ".join(changed))
    return Incident.objects.get(pk=found.pk)


def step(actor: User, incident: Incident, which: str, *, how: str = "") -> Incident:
    """Write down that it was reported, or that the people or the agency had the notice.

    Raises No without how, and where it is written down already.
    """
    if which not in STEPS:
        raise No(say("There is no such step."))
    how = " ".join(how.split())[:LONGEST_HOW]
    if which != "report" and not how:
        raise No(say("Write how: by letter, its number, to whom."))
    with transaction.atomic():
        found, field = _open(incident), STEPS[which]
        if getattr(found, field):
            raise No(say("It is written down already."))
        setattr(found, field, timezone.now())
        fields = [field]
        if which != "report":
            setattr(found, f"told_{which}_how", how)
            fields.append(f"told_{which}_how")
        found.save(update_fields=fields)
        _record(actor, f"incident.{which}", found, how=how)
    return found


def close(actor: User, incident: Incident, *, outcome: str) -> Incident:
    """Close an incident. Raises No without an outcome, and while the notice is owed."""
    outcome = " ".join(outcome.split())
    if not outcome or len(outcome) > 500:
        raise No(say("Write what came of it, at most {most} characters."), most=500)
    with transaction.atomic():
        found = _open(incident)
        if not (found.told_people_at and found.told_agency_at):
            raise No(
                say(
                    "The people concerned and the agency must have the notice first. If nobody has "
                    "to be told, write that as how, with the reason."
                )
            )
        found.outcome, found.closed_at = outcome, timezone.now()
        found.save(update_fields=["outcome", "closed_at"])
        _record(actor, "incident.closed", found)
    return found


def incidents_for(user: Person) -> QuerySet[Incident]:
    """Return the incidents a person may see: open ones first, by what is due."""
    rows = Incident.objects.filter(units.within(user, KEEP)).select_related("unit", "by")
    return rows.order_by("closed_at", "notice_due_at", "-id")


def incident_for(user: Person, pk: object) -> Incident:
    """Return an incident. Raises Http404: who may not keep it does not see it."""
    return units.obtain(Incident.objects.select_related("unit", "by"), user, pk, see=KEEP, may=KEEP)


def awaited(user: Person) -> QuerySet[Incident]:
    """Return the open incidents a person keeps, by what is due."""
    return incidents_for(user).filter(closed_at=None)


def due(incident: Incident) -> datetime | None:
    """Return what is due next: the report, then the notice; nothing once all were told."""
    if incident.closed_at:
        return None
    if not incident.reported_at and incident.report_due_at:
        return incident.report_due_at
    told = incident.told_people_at and incident.told_agency_at
    return None if told else incident.notice_due_at


def urgency(incident: Incident, now: datetime) -> Urgency:
    at = due(incident)
    if at is None:
        return "calm"
    return "late" if at <= now else "soon"


def _check(said: Said, known: datetime, now: datetime) -> None:
    if not said.title.strip() or not said.data.strip() or not said.how.strip():
        raise No(say("Write what happened, which data of whom, and how."))
    days.check_year(known, said.happened_at)
    if known > now or (said.happened_at and said.happened_at > known):
        raise No(say("It cannot have happened after it was known, nor in the future."))


def _due(unit_id: int, stage: str, known: datetime) -> datetime | None:
    promise = promised(terms.of(unit_id).promises, Conversation.Matter.BREACH, stage)
    return after(promise, known, calendars.of(unit_id)) if promise else None


def _call(actor: User, made: Incident) -> None:
    """Tell the nearest coordinators at once, whatever hour it is: the law counts hours."""
    for person in nearest.holders(Role.COORDINATOR, made.unit_id, sees=made.unit_id):
        if person.pk != actor.pk:
            notices.tell(
                person,
                "incident.begun",
                say("Personal data in {office}: {title}"),
                url=reverse("inbox:incident", args=[made.pk]),
                facts={"office": made.unit.name, "title": made.title},
            )


def _open(incident: Incident) -> Incident:
    rows = Incident.objects.select_related("unit").select_for_update(of=("self",))
    found = rows.get(pk=incident.pk)
    if found.closed_at:
        raise No(say("The incident is closed."))
    return found


def _record(actor: User, verb: str, on: Incident, **data: str) -> None:
    audit.record(actor, verb, on=on, unit_id=on.unit_id, data=data)
