"""Who signs for whom while they are away."""

from __future__ import annotations

from datetime import date

from ninja import Router, Schema, Status

from sinergi.people.models import User
from sinergi.publishing.models import Absence
from sinergi.publishing.policies import away
from sinergi.web.api.auth import Asked, person
from sinergi.web.api.policies import READS, WRITES, named
from sinergi.web.api.policy_shapes import Name
from sinergi.web.api.shapes import (
    Id,
    Ref,
    Said,
    reading,
    ref,
    writing,
)

router = Router(tags=["approvals"])


class AbsenceIn(Said):
    """Who is away (a sign-in name), who signs for them, and on which days, both included."""

    user: Name
    deputy: Name
    first: date
    last: date


class AbsenceOut(Schema):
    id: int
    user: Ref
    deputy: Ref
    first: date
    last: date


class AbsencesOut(Schema):
    items: list[AbsenceOut]


@router.get("/absences", **READS, response=reading(AbsencesOut))
def list_absences(request: Asked) -> AbsencesOut:
    """Who is or will be away, and who signs for them: you, and whom you arrange it for."""
    rows = away.absences_for(person(request))[:200]
    return AbsencesOut(items=[_absence(row) for row in rows])


@router.post("/absences", **WRITES, response=writing(AbsenceOut, 201))
def add_absence(request: Asked, body: AbsenceIn) -> Status[AbsenceOut]:
    """Name who signs for somebody while they are away. The deputy may approve by their own role."""
    user = person(request)
    made = away.go_away(
        user,
        named(away.whom(user), body.user),
        deputy=named(User.objects.filter(is_active=True), body.deputy),
        first=body.first,
        last=body.last,
    )
    return Status(201, _absence(made))


@router.delete("/absences/{pk}", **WRITES, response=writing(AbsencesOut))
def drop_absence(request: Asked, pk: Id) -> AbsencesOut:
    """End an absence. What the deputy signed meanwhile stays signed."""
    user = person(request)
    away.come_back(user, away.absence_for(user, pk))
    return list_absences(request)


def _absence(row: Absence) -> AbsenceOut:
    return AbsenceOut(
        id=row.pk, user=ref(row.user), deputy=ref(row.deputy), first=row.first, last=row.last
    )
