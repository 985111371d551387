"""Phases of an election: which hold for an office, and when they begin and end."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from ninja import Router, Schema, Status

from sinergi.units import phases, queries
from sinergi.units.models import ElectionPhase
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import office_where
from sinergi.web.api.shapes import Day, Id, Ref, Said, reading, ref, words, writing

router = Router(tags=["units"])

WRITES = needs("units:write")


class PhaseIn(Said):
    """A phase from a first to a last day, both included; it holds in the offices below, too."""

    name: Annotated[str, words(120, 1)]
    since: Day
    until: Day
    basis: Annotated[str, words(200)] = ""


class PhaseOut(Schema):
    """A phase of an election. ``ended``: when it was ended early; ``holds``: today."""

    id: int
    unit: Ref
    name: str
    since: date
    until: date
    basis: str
    ended: datetime | None
    holds: bool


class PhasesOut(Schema):
    items: list[PhaseOut]


@router.get("/units/{pk}/phases", **needs("units:read"), response=reading(PhasesOut))
def list_phases(request: Asked, pk: Id) -> PhasesOut:
    """The phases of an election that hold in an office or are to come, the first first."""
    found = queries.unit_for(person(request), pk)
    return PhasesOut(items=[phase_out(row) for row in phases.coming(found, timezone.localdate())])


@router.post("/units/{pk}/phases", **WRITES, response=writing(PhaseOut, 201))
def add_phase(request: Asked, pk: Id, body: PhaseIn) -> Status[PhaseOut]:
    """Write down a phase of an election for an office and those under it."""
    user = person(request)
    office = office_where(user, pk, may="election.keep")
    return Status(201, phase_out(phases.add(user, office, **body.model_dump())))


@router.put("/phases/{pk}", **WRITES, response=writing(PhaseOut))
def change_phase(request: Asked, pk: Id, body: PhaseIn) -> PhaseOut:
    """Move or rename a phase that was not ended."""
    user = person(request)
    found = queries.phase_for(user, pk)
    return phase_out(phases.change(user, found, **body.model_dump()))


@router.post("/phases/{pk}/end", **WRITES, response=writing(PhaseOut))
def end_phase(request: Asked, pk: Id) -> PhaseOut:
    """End a phase at once, whatever its last day."""
    user = person(request)
    return phase_out(phases.end(user, queries.phase_for(user, pk)))


def phase_out(row: ElectionPhase) -> PhaseOut:
    today = timezone.localdate()
    return PhaseOut(
        id=row.pk,
        unit=ref(row.unit),
        name=row.name,
        since=row.since,
        until=row.until,
        basis=row.basis,
        ended=row.ended,
        holds=row.ended is None and row.since <= today <= row.until,
    )
