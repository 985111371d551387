"""Views that people keep of the inbox, and one thing done to many conversations."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import Http404
from django.utils.translation import gettext
from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.inbox import bulk, saved, states
from sinergi.inbox.models import View
from sinergi.lib.text import No, say
from sinergi.lib.words import said
from sinergi.people.models import User
from sinergi.understanding.rules import LONGEST_LABEL
from sinergi.units import queries as units
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import IdIn, Ref, Said, YesNo, reading, ref_of, words, writing

router = Router(tags=["conversations"])
READS, WRITES = needs("conversations:read"), needs("conversations:write")

Act = Literal["assign", "topic", "state", "archive"]


class ViewIn(Said):
    """A list under a name. ``asked``: filters as in an address, `tab=open&due=late`; of the same
    name, it takes the place of the other."""

    name: Annotated[str, words(saved.LONGEST_NAME, 1)]
    asked: Annotated[str, words(1000)] = ""
    unit: IdIn | None = Field(None, description="An office to share it with; null: only you.")
    pinned: YesNo = Field(True, description="Whether it stands as a tab above the list.")


class ViewOut(Schema):
    id: int
    name: str
    asked: str
    unit: Ref | None
    pinned: bool


class ViewsOut(Schema):
    items: list[ViewOut]


class ViewEndIn(Said):
    view: IdIn


class BatchIn(Said):
    """What is to be done to which conversations. ``to``: a sign-in name, null: nobody."""

    conversations: Annotated[list[IdIn], Field(min_length=1, max_length=bulk.MOST)]
    act: Act
    to: Annotated[str, words(150, 1)] | None = None
    topic: Annotated[str, words(LONGEST_LABEL)] = ""
    state: Annotated[str, words(12)] = ""
    reason: Annotated[str, words(states.LONGEST_REASON)] = ""


class BatchEndIn(Said):
    batch: IdIn


class KeptOut(Schema):
    """A conversation that stays as it was, and why."""

    conversation: int
    why: str


class BatchOut(Schema):
    """What became of it. ``batch``: what takes all of it back; null: nothing changed."""

    batch: int | None
    changed: list[int]
    kept: list[KeptOut]


@router.get("/views", **READS, response=reading(ViewsOut))
def list_views(request: Asked) -> ViewsOut:
    """Your views of the inbox, and those of the offices you work in."""
    return ViewsOut(items=[_view(view) for view in saved.views_of(person(request))])


@router.post("/views", **WRITES, response=writing(ViewOut, 201))
def save_view(request: Asked, body: ViewIn) -> Status[ViewOut]:
    """Keep a list under a name."""
    user = person(request)
    asked = saved.filters_of(body.asked)
    if asked is None:
        raise No(say("The list has no such filters."))
    unit = units.unit_for(user, body.unit) if body.unit else None
    kept = saved.save(user, asked, name=body.name, unit=unit, pinned=body.pinned)
    return Status(201, _view(kept))


@router.post("/views/drop", **WRITES, response=writing(ViewsOut))
def drop_view(request: Asked, body: ViewEndIn) -> ViewsOut:
    """Remove a view; the conversations stay."""
    user = person(request)
    saved.drop(user, saved.view_for(user, body.view))
    return list_views(request)


@router.post("/batches", **WRITES, response=writing(BatchOut))
def act_on_many(request: Asked, body: BatchIn) -> BatchOut:
    """Do one thing to many conversations. What cannot be done to one does not keep the others."""
    user = person(request)
    rows = bulk.chosen(user, body.conversations)
    to = _colleague(body.to) if body.to else None
    given = body.model_dump(include={"act", "topic", "state", "reason"})
    return _batch(bulk.act(user, rows, bulk.Asked(to=to, **given)))


@router.post("/batches/undo", **WRITES, response=writing(BatchOut))
def undo_batch(request: Asked, body: BatchEndIn) -> BatchOut:
    """Put back what you did to many, but not what somebody went on with."""
    user = person(request)
    return _batch(bulk.undo(user, bulk.batch_for(user, body.batch)))


def _view(view: View) -> ViewOut:
    unit = ref_of(view.unit)
    return ViewOut(
        id=view.pk, name=view.name, asked=view.asked, unit=unit, pinned=view.pinned
    )  # fmt: skip


def _batch(done: bulk.Done) -> BatchOut:
    return BatchOut(
        batch=done.batch.pk if done.batch else None,
        changed=[row.pk for row in done.changed],
        kept=[KeptOut(conversation=row.pk, why=said(why)) for row, why in done.kept],
    )


def _colleague(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Http404(gettext("Nobody of this name may answer there."))
    return found
