"""Conversations with the public: read, answer, assign, finish, note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal

from django.http import Http404
from ninja import Router, Schema, Status
from pydantic import Field

from sinergi.inbox import actions, queries, rules
from sinergi.inbox.models import Conversation, Message, Note
from sinergi.networks.models import Delivery
from sinergi.people.models import User
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import (
    LARGEST,
    Cursor,
    Id,
    Limit,
    Page,
    Ref,
    Said,
    one_of,
    reading,
    ref,
    words,
    writing,
)

router = Router(tags=["conversations"])

State = Literal["", "waiting", "mine", "open", "done"]


class ReplyIn(Said):
    text: Annotated[str, words(rules.LONGEST, 1)]
    seen: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] = Field(
        0, description="The newest message you saw: refused if a colleague answered since."
    )


class AssignIn(Said):
    to: Annotated[str, words(150, 1)] | None = Field(
        description="Sign-in name of a colleague who may answer there; null: nobody."
    )


class NoteIn(Said):
    text: Annotated[str, words(5000, 1)]


class ConversationOut(Schema):
    """A conversation. ``waiting_since``: when the oldest unanswered message came; null: none."""

    id: int
    handle: str
    name: str
    kind: Annotated[str, one_of(Conversation.Kind)]
    state: Annotated[str, one_of(Conversation.State)]
    unit: Ref
    account: Ref
    network: str
    assigned_to: Ref | None
    waiting_since: datetime | None
    last_at: datetime
    last_text: str


class MessageOut(Schema):
    """Something said: by the public (``in``), or by us (``out``) through a delivery."""

    id: int
    direction: Annotated[str, one_of(Message.Direction)]
    text: str
    at: datetime
    url: str
    author: Ref | None
    delivery: int | None
    state: Annotated[str, one_of(Delivery.State)] | None


class NoteOut(Schema):
    id: int
    author: Ref
    text: str
    at: datetime


class ConversationDetail(ConversationOut):
    """A conversation with everything said, oldest first. ``about``: our delivery it answers."""

    about: int | None
    messages: list[MessageOut]
    notes: list[NoteOut]


@router.get(
    "/conversations", **needs("conversations:read"), response=reading(Page[ConversationOut])
)
def list_conversations(
    request: Asked, state: State = "", cursor: Cursor = "", limit: Limit = 50
) -> Page[ConversationOut]:
    """The conversations you may see, the latest said first.

    `state`: `waiting` for an answer, `mine`, `open`, `done`; all without it.
    """
    found = queries.conversation_page(person(request), cursor=cursor, state=state, size=limit)
    return Page[ConversationOut](
        items=[_line(row) for row in found.rows],
        next=found.older or None,
        previous=found.newer or None,
    )


@router.get(
    "/conversations/{pk}", **needs("conversations:read"), response=reading(ConversationDetail)
)
def read_conversation(request: Asked, pk: Id) -> ConversationDetail:
    return _detail(queries.conversation_for(person(request), pk))


@router.post(
    "/conversations/{pk}/replies",
    **needs("conversations:write"),
    response=writing(MessageOut, 201),
)
def reply(request: Asked, pk: Id, body: ReplyIn) -> Status[MessageOut]:
    """Answer the public, once, by the same way as a post. Its delivery tells how it goes."""
    user = person(request)
    found = queries.conversation_for(user, pk, may="conversation.reply")
    return Status(201, _message(actions.reply(user, found, text=body.text, seen=body.seen)))


@router.post(
    "/conversations/{pk}/notes", **needs("conversations:write"), response=writing(NoteOut, 201)
)
def write_note(request: Asked, pk: Id, body: NoteIn) -> Status[NoteOut]:
    """Write something for colleagues alone; it is never sent."""
    user = person(request)
    found = queries.conversation_for(user, pk, may="conversation.note")
    return Status(201, _note(actions.note(user, found, text=body.text)))


@router.post(
    "/conversations/{pk}/assign",
    **needs("conversations:write"),
    response=writing(ConversationDetail),
)
def assign(request: Asked, pk: Id, body: AssignIn) -> ConversationDetail:
    """Give a conversation to a colleague who may answer there, or to nobody."""
    user = person(request)
    found = queries.conversation_for(user, pk, may="conversation.assign")
    actions.assign(user, found, _colleague(found, body.to) if body.to else None)
    return _detail(queries.conversation_for(user, pk))


@router.post(
    "/conversations/{pk}/finish",
    **needs("conversations:write"),
    response=writing(ConversationDetail),
)
def finish(request: Asked, pk: Id) -> ConversationDetail:
    """Mark it done. A new message of the public opens it again."""
    return _done(request, pk, actions.finish)


@router.post(
    "/conversations/{pk}/reopen",
    **needs("conversations:write"),
    response=writing(ConversationDetail),
)
def reopen(request: Asked, pk: Id) -> ConversationDetail:
    return _done(request, pk, actions.reopen)


def _done(
    request: Asked, pk: int, act: Callable[[User, Conversation], Conversation]
) -> ConversationDetail:
    user = person(request)
    act(user, queries.conversation_for(user, pk, may="conversation.assign"))
    return _detail(queries.conversation_for(user, pk))


def _colleague(conversation: Conversation, username: str) -> User:
    found = queries.answerers(conversation).filter(username=username).first()
    if found is None:
        raise Http404("Nobody of this name may answer there.")
    return found


def _line(row: queries.ConversationRow) -> ConversationOut:
    mine = row.assigned_to_id
    return ConversationOut(
        id=row.id,
        handle=row.handle,
        name=row.name,
        kind=row.kind,
        state=row.state,
        unit=Ref(id=row.unit_id, name=row.unit),
        account=Ref(id=row.account_id, name=row.account),
        network=row.network,
        assigned_to=Ref(id=mine, name=row.assigned_to) if mine else None,
        waiting_since=row.waiting_since,
        last_at=row.last_at,
        last_text=row.last_text,
    )


def _detail(found: Conversation) -> ConversationDetail:
    said = queries.thread(found)
    return ConversationDetail(
        id=found.pk,
        handle=found.handle,
        name=found.name or found.handle,
        kind=found.kind,
        state=found.state,
        unit=ref(found.unit),
        account=Ref(id=found.account_id, name=found.account.handle),
        network=found.account.network,
        assigned_to=ref(found.assigned_to) if found.assigned_to else None,
        waiting_since=found.waiting_since,
        last_at=found.last_at,
        last_text=found.last_text,
        about=found.about_id,
        messages=[_message(entry) for entry in said if isinstance(entry, Message)],
        notes=[_note(entry) for entry in said if isinstance(entry, Note)],
    )


def _message(message: Message) -> MessageOut:
    delivery = message.delivery
    return MessageOut(
        id=message.pk,
        direction=message.direction,
        text=message.text,
        at=message.at,
        url=message.url,
        author=ref(message.author) if message.author else None,
        delivery=message.delivery_id,
        state=delivery.state if delivery else None,
    )


def _note(note: Note) -> NoteOut:
    return NoteOut(id=note.pk, author=ref(note.author), text=note.text, at=note.at)
