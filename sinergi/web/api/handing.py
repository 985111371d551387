"""Hand on to SP4N-LAPOR!, the PPID and 112, and keep what becomes of it there."""

from __future__ import annotations

from typing import Annotated

from django.db.models import QuerySet
from django.utils import timezone
from ninja import Router, Status
from pydantic import Field

from sinergi.inbox import queries
from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Handing
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.desk import REPLY
from sinergi.web.api.handing_shapes import (
    ExtensionIn,
    HandIn,
    HandingOut,
    HandingsOut,
    NumberIn,
    ToldIn,
    handing_out,
)
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["desk"])

READS = needs("conversations:read")
Awaited = Annotated[bool, Field(description="Only what has to be entered, or is over its time.")]


@router.get("/handings", **READS, response=reading(Page[HandingOut]))
def list_handings(
    request: Asked, awaited: Awaited = False, cursor: Cursor = "", limit: Limit = 50
) -> Page[HandingOut]:
    """What your offices handed on to other services, the newest first."""
    user = person(request)
    mine = _rows().filter(units.within(user, REPLY))
    rows = _rows().filter(pk__in=acting.awaited(user, timezone.now())) if awaited else mine
    return cut(rows, handing_out, cursor=cursor, limit=limit)


@router.get("/conversations/{pk}/handings", **READS, response=reading(HandingsOut))
def list_handings_of(request: Asked, pk: Id) -> HandingsOut:
    """What was handed on of a conversation, and the text to type into a service's form."""
    found = queries.conversation_for(person(request), pk, may=REPLY)
    rows = found.handings.select_related("unit", "by")
    return HandingsOut(items=[handing_out(row) for row in rows], text=texts.form_text(found))


@router.post("/conversations/{pk}/handings", **WRITES, response=writing(HandingOut, 201))
def hand_on(request: Asked, pk: Id, body: HandIn) -> Status[HandingOut]:
    """Say that a conversation is to be entered with a service, or what 112 was told."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=REPLY)
    if body.service == Handing.Service.EMERGENCY:
        made = acting.emergency(user, found, told=body.told)
    else:
        made = acting.prepare(user, found, body.service)
    return Status(201, _shown(made.pk))


@router.get("/handings/{pk}", **READS, response=reading(HandingOut))
def read_handing(request: Asked, pk: Id) -> HandingOut:
    """How it stands with a service, and the words for the citizen."""
    return handing_out(_handing(person(request), pk))


@router.post("/handings/{pk}/number", **WRITES, response=writing(HandingOut))
def file_handing(request: Asked, pk: Id, body: NumberIn) -> HandingOut:
    """Write down the number the service gave; its time begins."""
    user = person(request)
    acting.file(user, _handing(user, pk), number=body.number)
    return _shown(pk)


@router.post("/handings/{pk}/extend", **WRITES, response=writing(HandingOut))
def extend_handing(request: Asked, pk: Id, body: ExtensionIn) -> HandingOut:
    """Extend the time of a request for information, once, with a written reason."""
    user = person(request)
    acting.extend(user, _handing(user, pk), reason=body.reason)
    return _shown(pk)


@router.post("/handings/{pk}/tell", **WRITES, response=writing(HandingOut))
def tell_handing(request: Asked, pk: Id, body: ToldIn) -> HandingOut:
    """Write down how it stands at the service; an end needs its outcome."""
    user = person(request)
    acting.tell(user, _handing(user, pk), body.state, outcome=body.outcome)
    return _shown(pk)


def _rows() -> QuerySet[Handing]:
    return Handing.objects.select_related("unit", "by", "conversation")


def _handing(user: User, pk: int) -> Handing:
    return queries.part_for(_rows(), user, pk, may=REPLY)


def _shown(pk: int) -> HandingOut:
    return handing_out(_rows().get(pk=pk))
