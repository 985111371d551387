"""What was said in a conversation and noted about it, page by page; a new note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet
from ninja import Router, Status

from sinergi.inbox import actions, opening, queries, thread
from sinergi.inbox.models import Message, Note
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_shapes import NoteIn
from sinergi.web.api.personal import revealed
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing
from sinergi.web.api.thread_shapes import MessageOut, NoteOut, message_out, note_out

Entry = TypeVar("Entry", Message, Note)

router = Router(tags=["conversations"])

READS = needs("conversations:read")


@router.get("/conversations/{pk}/messages", **READS, response=reading(Page[MessageOut]))
def list_messages(
    request: Asked, pk: Id, cursor: Cursor = "", limit: Limit = 50
) -> Page[MessageOut]:
    """What was said in a conversation, the newest first."""
    user = person(request)
    found = queries.conversation_for(user, pk)
    opening.opened(user, found)
    opened = revealed(request, found)
    rows = thread.said(found, cursor)
    return _page(rows, limit, lambda row: message_out(row, opened=opened))


@router.get("/conversations/{pk}/notes", **READS, response=reading(Page[NoteOut]))
def list_notes(request: Asked, pk: Id, cursor: Cursor = "", limit: Limit = 50) -> Page[NoteOut]:
    """What colleagues noted about a conversation, the newest first."""
    found = queries.conversation_for(person(request), pk)
    return _page(thread.noted(found, cursor), limit, note_out)


@router.post(
    "/conversations/{pk}/notes", **needs("conversations:write"), response=writing(NoteOut, 201)
)
def write_note(request: Asked, pk: Id, body: NoteIn) -> Status[NoteOut]:
    """Write something for colleagues alone; it is never sent."""
    user = person(request)
    found = queries.conversation_for(user, pk, may="conversation.note")
    return Status(201, note_out(actions.note(user, found, text=body.text)))


def _page(rows: QuerySet[Entry], limit: int, shown: Callable[[Entry], Any]) -> Page[Any]:
    found, after = thread.newest(rows, limit)
    return Page[Any](items=[shown(row) for row in found], next=after or None)
