"""Rosters: who is called at any hour when a life may be in danger."""

from __future__ import annotations

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router, Status

from sinergi.inbox import duties
from sinergi.inbox.deadlines import sheet
from sinergi.lib.text import No, say
from sinergi.units import queries as offices
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadline_shapes import DutyEndIn, DutyIn, DutyOut, RosterOut, duty_out
from sinergi.web.api.deadlines import ASSIGN, WRITES, office_where
from sinergi.web.api.shapes import Id, reading, ref, writing

router = Router(tags=["deadlines"])


@router.get("/units/{pk}/duties", **needs("conversations:read"), response=reading(RosterOut))
def read_roster(request: Asked, pk: Id) -> RosterOut:
    """Who is and will be on duty in an office, and who would be called now."""
    office, now = sheet.office_for(person(request), pk), timezone.now()
    return RosterOut(
        items=[duty_out(row) for row in duties.roster(office, now)],
        called=[ref(one) for one in duties.on_duty(office.pk, now)],
    )


@router.post("/units/{pk}/duties", **WRITES, response=writing(DutyOut, 201))
def add_duty(request: Asked, pk: Id, body: DutyIn) -> Status[DutyOut]:
    """Put a colleague on duty."""
    office = office_where(person(request), pk, may=ASSIGN)
    user = offices.people_with("conversation.see", office.pk).filter(username=body.user).first()
    if user is None:
        raise Http404(gettext("Nobody of this name may answer there."))
    made = duties.add(person(request), office, user=user, since=body.since, until=body.until)
    return Status(201, duty_out(made))


@router.post("/units/{pk}/duties/end", **WRITES, response=writing(RosterOut))
def end_duty(request: Asked, pk: Id, body: DutyEndIn) -> RosterOut:
    """Take a line off the roster."""
    office = office_where(person(request), pk, may=ASSIGN)
    found = duties.roster(office, timezone.now()).filter(pk=body.duty).first()
    if found is None:
        raise No(say("This line is not on the roster any more."))
    duties.remove(person(request), found)
    return read_roster(request, pk)
