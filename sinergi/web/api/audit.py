"""The log of everything that was done, for those who may read it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from ninja import Router, Schema
from pydantic import Field

from sinergi.audit import queries
from sinergi.audit.models import Entry
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Limit, Page, Ref, reading, words

router = Router(tags=["audit"])

Kind = Annotated[str, words(60), Field(examples=["publishing.post"])]
Name = Annotated[str, words(40), Field(examples=["7"])]


class EntryOut(Schema):
    """One act: who, what, on what, from where. ``hash`` binds it to every act before."""

    seq: int
    at: datetime
    actor: Ref | None
    verb: str
    object_type: str
    object_id: str
    object_name: str
    unit: int | None
    data: dict[str, Any]
    door: str
    ip: str
    device: str
    hash: str


class ProofOut(Schema):
    """The outcome of walking the whole log. ``broken`` says where and how, or is empty.

    Keep ``entries`` and ``last`` somewhere else: they prove later that nothing was cut off.
    """

    entries: int
    last: str
    broken: str


@router.get("/audit", **needs("audit:read"), response=reading(Page[EntryOut]))
def list_audit(
    request: Asked,
    object_type: Kind = "",
    object_id: Name = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> Page[EntryOut]:
    """What was done in the offices whose log you may read, the newest first."""
    user = _reader(request)
    rows = Entry.objects.filter(units.within(user, "audit.see"))
    wanted = {"object_type": object_type, "object_id": object_id}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return cut(rows, _entry, cursor=cursor, limit=limit)


@router.get("/audit/proof", **needs("audit:read"), response=reading(ProofOut))
def prove_audit(request: Asked) -> ProofOut:
    """Walk the whole log, as `sinergi audit verify` does: seconds for a hundred thousand acts."""
    _reader(request)
    proof = queries.verify()
    return ProofOut(entries=proof.entries, last=proof.last, broken=proof.broken)


def _reader(request: Asked) -> User:
    user = person(request)
    if not units.may_anywhere(user, "audit.see"):
        raise PermissionDenied
    return user


def _entry(entry: Entry) -> EntryOut:
    return EntryOut(
        seq=entry.seq,
        at=entry.at,
        actor=Ref(id=entry.actor_id, name=entry.actor_name) if entry.actor_id else None,
        verb=entry.verb,
        object_type=entry.object_type,
        object_id=entry.object_id,
        object_name=entry.object_name,
        unit=entry.unit_id,
        data=entry.data,
        door=entry.door,
        ip=entry.ip,
        device=entry.device,
        hash=entry.hash,
    )
