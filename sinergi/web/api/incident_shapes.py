"""Incidents with personal data: what programs say of them, and what they are told."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from sinergi.inbox.models import Incident
from sinergi.inbox.privacy import incidents
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, ref, words

Text = Annotated[str, words(incidents.LONGEST_TEXT, 1)]


class IncidentSaidIn(Said):
    """What is known of an incident: kinds of data, never the data themselves."""

    title: Annotated[str, words(incidents.LONGEST_TITLE, 1)]
    data: Text = Field(description="Which data, of whom.")
    how: Text
    remedy: Annotated[str, words(incidents.LONGEST_TEXT)] = ""
    people: Annotated[int, Field(ge=0, le=10_000_000, strict=True)] | None = None
    happened_at: Moment | None = None


class IncidentIn(IncidentSaidIn):
    """``known_at`` null: now; its clocks run from then."""

    unit: IdIn
    known_at: Moment | None = None
    conversation: IdIn | None = Field(None, description="The conversation that told of it.")


class IncidentStepIn(Said):
    """``report``: to the communications office; ``people``, ``agency``: they had the notice."""

    step: Literal["report", "people", "agency"]
    how: Annotated[str, words(incidents.LONGEST_HOW)] = ""


class IncidentCloseIn(Said):
    outcome: Annotated[str, words(500, 1)]


class IncidentOut(Schema):
    """An incident with personal data. ``due_at``: what is due next, null once all were told."""

    id: int
    unit: Ref
    title: str
    known_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


class IncidentDetail(IncidentOut):
    """An incident, who was told, and the notices that are ready to copy."""

    data: str
    how: str
    remedy: str
    people: int | None
    happened_at: datetime | None
    report_due_at: datetime | None
    notice_due_at: datetime | None
    reported_at: datetime | None
    told_people_at: datetime | None
    told_people_how: str
    told_agency_at: datetime | None
    told_agency_how: str
    outcome: str
    notice_to_people: str
    notice_to_agency: str


def incident_out(row: Incident) -> IncidentOut:
    return IncidentOut(
        id=row.pk,
        unit=ref(row.unit),
        title=row.title,
        known_at=row.known_at,
        due_at=incidents.due(row),
        closed_at=row.closed_at,
    )
