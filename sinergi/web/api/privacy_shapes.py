"""What programs say of privacy, and what they are told: terms, incidents, one citizen's data."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from sinergi.inbox.models import CitizenRequest, Incident, Term
from sinergi.inbox.models.privacy import KeepingBegun
from sinergi.inbox.privacy import citizens, incidents, keeping, outlived
from sinergi.web.api.deadline_shapes import Matter as AnyMatter
from sinergi.web.api.desk_rule_shapes import Matter
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, YesNo, one_of, ref, ref_of, words

Days = Annotated[int, Field(ge=keeping.FEWEST, le=keeping.MOST, strict=True)]
Text = Annotated[str, words(incidents.LONGEST_TEXT, 1)]


class KeepingIn(Said):
    """How long a matter is kept after its last message; ``days`` null: without end."""

    matter: Matter = ""
    days: Days | None
    status: Literal["law", "practice", "proposal"] = "proposal"
    basis: Annotated[str, words(keeping.LONGEST_BASIS)] = Field("", description="What it rests on.")


class KeepingKeyIn(Said):
    matter: Matter = ""


class KeepingBeginIn(Said):
    seen: Annotated[str, words(64, 1)] = Field(description="As `GET` gave it, with what would go.")


class KeepingLineOut(Schema):
    """A term. ``set_by``: the office that set it; null: it is shipped."""

    matter: AnyMatter
    days: int | None
    status: Annotated[str, one_of(Term.Status)]
    basis: str
    set_by: Ref | None


class WouldGoOut(Schema):
    matter: AnyMatter
    conversations: int
    messages: int


class BegunOut(Schema):
    """By whose word the clock empties what has outlived its term."""

    unit: Ref
    by: Ref
    at: datetime


class KeepingOut(Schema):
    """How long an office keeps what the public wrote, and ``would_go``: the dry run, for it and all
    under it. Nothing goes while ``begun`` is null. ``seen`` names these terms."""

    items: list[KeepingLineOut]
    would_go: list[WouldGoOut]
    begun: BegunOut | None
    seen: str


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


class CitizenIn(Said):
    """A name on a network, with or without its @, in any case."""

    network: Annotated[str, words(40, 1)]
    handle: Annotated[str, words(200, 1)]


class WishIn(CitizenIn):
    """Who asks for it, and how it was made sure that they may."""

    asked_by: Annotated[str, words(citizens.LONGEST_WHO, 1)]
    basis: Annotated[str, words(citizens.LONGEST_BASIS, 1)]


class DeletionIn(WishIn):
    sure: YesNo = Field(description="true: delete it; nobody can bring it back.")


class CitizenFoundOut(Schema):
    conversations: int
    messages: int


class CitizenCopyOut(Schema):
    """All that is kept of somebody, as it is handed out; times in UTC."""

    network: str
    handle: str
    made_at: datetime
    conversations: list[dict[str, Any]]


class CitizenRequestOut(Schema):
    """That data was handed out or deleted. ``fingerprint`` proves whose to who knows the name."""

    id: int
    kind: Annotated[str, one_of(CitizenRequest.Kind)]
    unit: Ref
    network: str
    who: str
    fingerprint: str
    asked_by: str
    basis: str
    by: Ref
    at: datetime
    conversations: int
    messages: int


def line_out(line: keeping.Line) -> KeepingLineOut:
    return KeepingLineOut(
        matter=line.matter,
        days=line.days,
        status=line.kept.status,
        basis=line.kept.basis,
        set_by=ref_of(line.unit),
    )


def would_go_out(line: outlived.Line) -> WouldGoOut:
    return WouldGoOut(matter=line.matter, conversations=line.conversations, messages=line.messages)


def begun_out(row: KeepingBegun | None) -> BegunOut | None:
    return BegunOut(unit=ref(row.unit), by=ref(row.by), at=row.at) if row else None


def incident_out(row: Incident) -> IncidentOut:
    return IncidentOut(
        id=row.pk,
        unit=ref(row.unit),
        title=row.title,
        known_at=row.known_at,
        due_at=incidents.due(row),
        closed_at=row.closed_at,
    )


def request_out(row: CitizenRequest) -> CitizenRequestOut:
    return CitizenRequestOut(
        id=row.pk,
        kind=row.kind,
        unit=ref(row.unit),
        network=row.network,
        who=row.who,
        fingerprint=row.fingerprint,
        asked_by=row.asked_by,
        basis=row.basis,
        by=ref(row.by),
        at=row.at,
        conversations=row.conversations,
        messages=row.messages,
    )
