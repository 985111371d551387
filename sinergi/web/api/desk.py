"""The way of a conversation: its states, from office to office, and out of our authority."""

from __future__ import annotations

from ninja import Router, Status

from sinergi.inbox import actions, citizen, history, queries
from sinergi.inbox.models import Transfer
from sinergi.inbox.outside import declaring
from sinergi.inbox.transfers import moving, offering
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_shapes import ConversationDetail, detail_out
from sinergi.web.api.deadlines import ASSIGN, WRITES
from sinergi.web.api.desk_shapes import (
    OutsideIn,
    StateIn,
    StatusLinkOut,
    StepOut,
    TransferIn,
    TransferOut,
    TransfersOut,
    WhyIn,
    link_out,
    step_out,
    transfer_out,
)
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["desk"])

REPLY = "conversation.reply"


@router.post("/conversations/{pk}/state", **WRITES, response=writing(ConversationDetail))
def set_state(request: Asked, pk: Id, body: StateIn) -> ConversationDetail:
    """Take a conversation to another state, with a reason where one is needed."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=ASSIGN)
    actions.move(user, found, body.to, **body.model_dump(include={"reason", "seen", "seen_in"}))
    return detail_out(queries.conversation_for(user, pk))


@router.get(
    "/conversations/{pk}/steps", **needs("conversations:read"), response=reading(Page[StepOut])
)
def list_steps(request: Asked, pk: Id, cursor: Cursor = "", limit: Limit = 50) -> Page[StepOut]:
    """How a conversation went from state to state, the newest first."""
    events, older = history.events(queries.conversation_for(person(request), pk), cursor, limit)
    return Page[StepOut](items=[step_out(one) for one in events], next=older or None)


@router.get(
    "/conversations/{pk}/transfers", **needs("conversations:read"), response=reading(TransfersOut)
)
def list_transfers(request: Asked, pk: Id) -> TransfersOut:
    """How a conversation went from office to office, oldest first."""
    found = queries.conversation_for(person(request), pk)
    rows = found.transfers.select_related("source", "target", "by", "rule", "answered_by")
    return TransfersOut(
        items=[transfer_out(row) for row in rows.order_by("id")],
        undecided=moving.undecided(found),
    )


@router.post("/conversations/{pk}/transfers", **WRITES, response=writing(TransferOut, 201))
def transfer(request: Asked, pk: Id, body: TransferIn) -> Status[TransferOut]:
    """Hand a conversation to another office, with a reason. You can still read it."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=ASSIGN)
    target = units.unit_for(user, body.unit)
    rule = offering.rule_of(found, target)
    made = moving.hand_over(user, found, target, reason=body.reason, rule=rule)
    return Status(201, _shown(made))


@router.post("/conversations/{pk}/refuse", **WRITES, response=writing(TransferOut))
def refuse_transfer(request: Asked, pk: Id, body: WhyIn) -> TransferOut:
    """Give a conversation back to the office it came from, once. Then it is decided for you."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=ASSIGN)
    return _shown(moving.refuse(user, found, reason=body.reason))


@router.post("/conversations/{pk}/decide", **WRITES, response=writing(TransferOut))
def decide_transfer(request: Asked, pk: Id, body: TransferIn) -> TransferOut:
    """Decide, as the communications office, whose a refused conversation is."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=ASSIGN)
    target = units.unit_for(user, body.unit)
    return _shown(moving.decide(user, found, target, reason=body.reason))


@router.post("/conversations/{pk}/outside", **WRITES, response=writing(ConversationDetail))
def declare_outside(request: Asked, pk: Id, body: OutsideIn) -> ConversationDetail:
    """Answer that somebody else is in charge, and close it as outside our authority."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=REPLY)
    declaring.declare(user, found, **body.model_dump())
    return detail_out(queries.conversation_for(user, pk))


@router.post("/conversations/{pk}/status-link", **WRITES, response=writing(StatusLinkOut))
def share_status(request: Asked, pk: Id) -> StatusLinkOut:
    """Make the address at which the citizen sees how it stands; asked again, the same."""
    user = person(request)
    found = queries.conversation_for(user, pk, may=REPLY)
    return link_out(found, citizen.link(user, found))


def _shown(row: Transfer) -> TransferOut:
    rows = Transfer.objects.select_related("source", "target", "by", "rule", "answered_by")
    return transfer_out(rows.get(pk=row.pk))
