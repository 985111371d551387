"""How long an office keeps what the public wrote: terms, the dry run, and who let it begin."""

from __future__ import annotations

from django.utils import timezone
from ninja import Router

from sinergi.inbox.privacy import beginning, outlived
from sinergi.inbox.privacy import keeping as terms
from sinergi.inbox.privacy.beginning import KEEP
from sinergi.units import queries as units
from sinergi.units.models import Unit
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import office_where
from sinergi.web.api.keeping_shapes import (
    KeepingBeginIn,
    KeepingIn,
    KeepingKeyIn,
    KeepingOut,
    begun_out,
    line_out,
    would_go_out,
)
from sinergi.web.api.shapes import Id, reading, writing

router = Router(tags=["privacy"])

WRITES = needs("privacy:write")


@router.get("/units/{pk}/keeping", **needs("privacy:read"), response=reading(KeepingOut))
def read_keeping(request: Asked, pk: Id) -> KeepingOut:
    """How long each matter is kept in an office, and what would go now: the dry run."""
    return _kept(office_where(person(request), pk, may=KEEP))


@router.put("/units/{pk}/keeping", **WRITES, response=writing(KeepingOut))
def set_keeping(request: Asked, pk: Id, body: KeepingIn) -> KeepingOut:
    """Say how long an office and those under it keep a matter; the answer has the dry run."""
    office = office_where(person(request), pk, may=KEEP)
    values = body.model_dump(exclude={"matter"})
    terms.save(person(request), office, body.matter, **values)
    return _kept(office)


@router.post("/units/{pk}/keeping/drop", **WRITES, response=writing(KeepingOut))
def drop_keeping(request: Asked, pk: Id, body: KeepingKeyIn) -> KeepingOut:
    """Let hold again what the office above says, or what is shipped."""
    office = office_where(person(request), pk, may=KEEP)
    terms.drop(person(request), office, body.matter)
    return _kept(office)


@router.post("/units/{pk}/keeping/begin", **WRITES, response=writing(KeepingOut))
def begin_keeping(request: Asked, pk: Id, body: KeepingBeginIn) -> KeepingOut:
    """Let the clock empty what has outlived its term, in the terms that were `seen`."""
    office = office_where(person(request), pk, may=KEEP)
    beginning.begin(person(request), office, as_seen=body.seen)
    return _kept(office)


@router.post("/units/{pk}/keeping/stop", **WRITES, response=writing(KeepingOut))
def stop_keeping(request: Asked, pk: Id) -> KeepingOut:
    """Let nothing more be emptied by the word of this office."""
    office = office_where(person(request), pk, may=KEEP)
    beginning.stop(person(request), office)
    return _kept(office)


def _kept(office: Unit) -> KeepingOut:
    below = list(units.subtree(office))
    return KeepingOut(
        items=[line_out(line) for line in terms.lines(office)],
        would_go=[would_go_out(line) for line in outlived.counts(below, timezone.now())],
        begun=begun_out(beginning.begun(office)),
        seen=beginning.seen(below),
    )
