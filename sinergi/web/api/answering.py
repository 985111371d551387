"""Answering together: who answers just now, drafts, and what is suggested."""

from __future__ import annotations

from ninja import Router

from sinergi.inbox import answering, queries, suggesting
from sinergi.inbox.models import Conversation
from sinergi.web.api.answering_shapes import (
    DraftIn,
    DraftOut,
    HoldIn,
    HoldOut,
    OffersOut,
    TakeIn,
    VersionTaken,
    draft_out,
    hold_out,
    offers_out,
)
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.desk import REPLY
from sinergi.web.api.shapes import Id, reading, writing

router = Router(tags=["desk"])

READS = needs("conversations:read")


@router.get("/conversations/{pk}/hold", **READS, response=reading(HoldOut))
def read_hold(request: Asked, pk: Id) -> HoldOut:
    """Who answers a conversation just now, and until when."""
    return hold_out(_mine(request, pk))


@router.post("/conversations/{pk}/hold", **WRITES, response=writing(HoldOut))
def hold(request: Asked, pk: Id, body: HoldIn) -> HoldOut:
    """Say that you answer now: for two minutes nobody else's answer goes out. Say it again."""
    found = _mine(request, pk)
    answering.hold(person(request), found, take_over=body.take_over)
    return hold_out(found)


@router.delete("/conversations/{pk}/hold", **WRITES, response=writing(HoldOut))
def let_go(request: Asked, pk: Id) -> HoldOut:
    """Say that you do not answer now after all; your draft stays."""
    found = _mine(request, pk)
    answering.let_go(person(request), found)
    return hold_out(found)


@router.get("/conversations/{pk}/draft", **READS, response=reading(DraftOut))
def read_draft(request: Asked, pk: Id) -> DraftOut:
    """Your own unsent answer. Those of colleagues are theirs."""
    return draft_out(answering.stands(person(request), _mine(request, pk)).draft)


@router.put("/conversations/{pk}/draft", **WRITES, response=writing(DraftOut))
def keep_draft(request: Asked, pk: Id, body: DraftIn) -> DraftOut:
    """Keep what you have written so far, also while a colleague answers. Nothing is sent."""
    return draft_out(answering.keep(person(request), _mine(request, pk), body.text))


@router.delete("/conversations/{pk}/draft", **WRITES, response=writing(DraftOut))
def drop_draft(request: Asked, pk: Id) -> DraftOut:
    """Drop your draft."""
    answering.forget(person(request), _mine(request, pk))
    return draft_out(None)


@router.get("/conversations/{pk}/suggestions", **READS, response=reading(OffersOut))
def list_suggestions(request: Asked, pk: Id) -> OffersOut:
    """The verified answers that fit the citizen's newest words, the best first."""
    return offers_out(suggesting.fitting(_mine(request, pk)))


@router.post("/conversations/{pk}/suggestions", **WRITES, response=writing(DraftOut))
def take_suggestion(request: Asked, pk: Id, body: TakeIn) -> DraftOut:
    """Put a suggested answer into your draft, behind what was typed. Nothing is sent."""
    found = _mine(request, pk)
    return draft_out(suggesting.take(person(request), found, body.version, body.text))


@router.post("/conversations/{pk}/release", **WRITES, response=writing(OffersOut))
def ask_release(request: Asked, pk: Id, body: VersionTaken) -> OffersOut:
    """Ask a second person whether a suggested answer that has expired may be used here."""
    found = _mine(request, pk)
    suggesting.ask_release(person(request), found, body.version)
    return offers_out(suggesting.fitting(found))


def _mine(request: Asked, pk: int) -> Conversation:
    return queries.conversation_for(person(request), pk, may=REPLY)
