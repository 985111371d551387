"""The data of one citizen, at their wish: what there is, a copy, its deletion."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from ninja import Router

from sinergi.inbox.privacy import citizens as kept
from sinergi.inbox.privacy.beginning import KEEP
from sinergi.lib.text import No, say
from sinergi.people.models import User
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.citizen_shapes import (
    CitizenCopyOut,
    CitizenFoundOut,
    CitizenIn,
    CitizenRequestOut,
    DeletionIn,
    WishIn,
    request_out,
)
from sinergi.web.api.idempotency import unkept
from sinergi.web.api.paging import cut
from sinergi.web.api.shapes import Cursor, Limit, Page, reading, writing

router = Router(tags=["privacy"])

READS, WRITES = needs("privacy:read"), needs("privacy:write")


@router.get("/citizens/requests", **READS, response=reading(Page[CitizenRequestOut]))
def list_citizen_requests(
    request: Asked, cursor: Cursor = "", limit: Limit = 50
) -> Page[CitizenRequestOut]:
    """What was handed out and deleted at the wish of citizens, the newest first."""
    return cut(kept.requests(person(request)), request_out, cursor=cursor, limit=limit)


@router.post("/citizens/look", **READS, response=writing(CitizenFoundOut))
def look_for_citizen(request: Asked, body: CitizenIn) -> CitizenFoundOut:
    """How much is kept of somebody in your offices. The name stands in no address, no log."""
    rows = kept.conversations(_keeper(request), body.network, body.handle)
    conversations, messages = kept.counted(rows)
    return CitizenFoundOut(conversations=conversations, messages=messages)


@router.post("/citizens/export", **READS, response=writing(CitizenCopyOut))
@unkept
def export_citizen(request: Asked, body: WishIn) -> CitizenCopyOut:
    """A copy of all that is kept of somebody, at their wish; that it was made is written down."""
    return CitizenCopyOut(**kept.handed_out(_keeper(request), kept.Wish(**body.model_dump())))


@router.post("/citizens/delete", **WRITES, response=writing(CitizenRequestOut))
def delete_citizen(request: Asked, body: DeletionIn) -> CitizenRequestOut:
    """Empty all that is kept of somebody, at their wish. Nobody can bring it back."""
    user = _keeper(request)
    if not body.sure:
        raise No(say("Say `sure`: nobody can bring it back."))
    wish = kept.Wish(**body.model_dump(exclude={"sure"}))
    return request_out(kept.delete(user, wish))


def _keeper(request: Asked) -> User:
    user = person(request)
    if not units.may_anywhere(user, KEEP):
        raise PermissionDenied
    return user
