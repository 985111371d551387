"""The register of incidents with personal data, with the clock of 3 × 24 hours."""

from __future__ import annotations

from ninja import Router, Status

from sinergi.inbox import queries
from sinergi.inbox.models import Incident
from sinergi.inbox.privacy import incidents as register
from sinergi.inbox.privacy import notice
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.incident_shapes import (
    IncidentCloseIn,
    IncidentDetail,
    IncidentIn,
    IncidentOut,
    IncidentSaidIn,
    IncidentStepIn,
    incident_out,
)
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["privacy"])

READS, WRITES = needs("privacy:read"), needs("privacy:write")


@router.get("/incidents", **READS, response=reading(Page[IncidentOut]))
def list_incidents(request: Asked, cursor: Cursor = "", limit: Limit = 50) -> Page[IncidentOut]:
    """The incidents of your offices, those written down last first."""
    rows = register.incidents_for(person(request))
    return cut(rows, incident_out, cursor=cursor, limit=limit)


@router.post("/incidents", **WRITES, response=writing(IncidentDetail, 201))
def begin_incident(request: Asked, body: IncidentIn) -> Status[IncidentDetail]:
    """Write an incident down: the communications office is called, its clocks run."""
    user = person(request)
    unit = units.unit_for(user, body.unit, may=register.KEEP)
    told = queries.conversation_for(user, body.conversation) if body.conversation else None
    made = register.begin(user, unit, _said(body), known_at=body.known_at, conversation=told)
    return Status(201, _detail(made))


@router.get("/incidents/{pk}", **READS, response=reading(IncidentDetail))
def read_incident(request: Asked, pk: Id) -> IncidentDetail:
    """An incident, who was told of it, and the notices that are ready to copy."""
    return _detail(register.incident_for(person(request), pk))


@router.put("/incidents/{pk}", **WRITES, response=writing(IncidentDetail))
def correct_incident(request: Asked, pk: Id, body: IncidentSaidIn) -> IncidentDetail:
    """Write down what is known better by now; which fields changed is in the log."""
    user = person(request)
    return _detail(register.correct(user, register.incident_for(user, pk), _said(body)))


@router.post("/incidents/{pk}/steps", **WRITES, response=writing(IncidentDetail))
def step_incident(request: Asked, pk: Id, body: IncidentStepIn) -> IncidentDetail:
    """Write down that it was reported, or that the people or the agency had the notice."""
    user = person(request)
    found = register.incident_for(user, pk)
    return _detail(register.step(user, found, body.step, how=body.how))


@router.post("/incidents/{pk}/close", **WRITES, response=writing(IncidentDetail))
def close_incident(request: Asked, pk: Id, body: IncidentCloseIn) -> IncidentDetail:
    """Close an incident, once the people concerned and the agency have the notice."""
    user = person(request)
    found = register.incident_for(user, pk)
    return _detail(register.close(user, found, outcome=body.outcome))


def _said(body: IncidentSaidIn) -> register.Said:
    return register.Said(**body.model_dump(include=set(IncidentSaidIn.model_fields)))


def _detail(row: Incident) -> IncidentDetail:
    kept = (
        "data", "how", "remedy", "people", "happened_at", "report_due_at", "notice_due_at",
        "reported_at", "told_people_at", "told_people_how", "told_agency_at", "told_agency_how",
        "outcome",
    )  # fmt: skip
    return IncidentDetail(
        **incident_out(row).model_dump(),
        **{name: getattr(row, name) for name in kept},
        notice_to_people=notice.to_people(row),
        notice_to_agency=notice.to_agency(row),
    )
