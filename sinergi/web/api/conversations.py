"""Conversations with the public: read, answer, assign, finish."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404
from django.utils.translation import gettext
from ninja import Query, Router, Status

from sinergi.inbox import actions, lists, opening, queries
from sinergi.inbox.models import Conversation
from sinergi.inbox.search import searching
from sinergi.people.models import User
from sinergi.understanding import actions as understanding
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.conversation_filters import ListIn, filters_of
from sinergi.web.api.conversation_shapes import (
    AssignIn,
    ConversationDetail,
    ConversationOut,
    LabelIn,
    ReplyIn,
    detail_out,
    line_out,
)
from sinergi.web.api.personal import revealed
from sinergi.web.api.pictures import brought
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing
from sinergi.web.api.thread_shapes import MessageOut, message_out

router = Router(tags=["conversations"])


@router.get(
    "/conversations", **needs("conversations:read"), response=reading(Page[ConversationOut])
)
def list_conversations(
    request: Asked, asked: Query[ListIn], cursor: Cursor = "", limit: Limit = 50
) -> Page[ConversationOut]:
    """The conversations you may see, the latest said first.

    Who wrote is hidden in lists. With `q`, what was said last with all of the words; `last_text` is
    then the piece around them, and pages lead back in time alone.
    """
    filters = filters_of(asked)
    read = searching.page if filters.q else lists.page
    found = read(person(request), filters, cursor=cursor, size=limit)
    return Page[ConversationOut](
        items=[line_out(row) for row in found.rows],
        next=found.older or None,
        previous=found.newer or None,
    )


@router.get(
    "/conversations/{pk}", **needs("conversations:read"), response=reading(ConversationDetail)
)
def read_conversation(request: Asked, pk: Id) -> ConversationDetail:
    """A conversation with the newest of what was said, and of the notes of colleagues.

    Who wrote, numbers and addresses are hidden, until its person revealed them today.
    """
    user = person(request)
    found = queries.conversation_for(user, pk)
    opening.opened(user, found)
    return detail_out(found, opened=revealed(request, found))


@router.post(
    "/conversations/{pk}/replies",
    **needs("conversations:write"),
    response=writing(MessageOut, 201),
)
def reply(request: Asked, pk: Id, body: ReplyIn) -> Status[MessageOut]:
    """Answer the public, once, by the same way as a post. Its delivery tells how it goes.

    It waits for what must be made of its pictures, and goes out by itself then.
    """
    user = person(request)
    found = queries.conversation_for(user, pk, may="conversation.reply")
    given = body.model_dump(include={"text", "seen", "privately", "take_over", "versions"})
    media = brought(user, body.media)
    return Status(201, message_out(actions.reply(user, found, **given, media=media)))


@router.post(
    "/conversations/{pk}/labels",
    **needs("conversations:write"),
    response=writing(ConversationDetail),
)
def label(request: Asked, pk: Id, body: LabelIn) -> ConversationDetail:
    """Say what the newest message of the public is, where what was understood is wrong."""
    user = person(request)
    found = queries.conversation_for(user, pk, may="text.label")
    text = queries.newest_understood(found)
    if text is None:
        raise Http404(gettext("The public wrote no words here."))
    understanding.label(user, text, head=body.head, label=body.label)
    return detail_out(queries.conversation_for(user, pk))


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
    return detail_out(queries.conversation_for(user, pk))


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
    """Take up again what was marked done."""
    return _done(request, pk, actions.reopen)


def _done(
    request: Asked, pk: int, act: Callable[[User, Conversation], Conversation]
) -> ConversationDetail:
    user = person(request)
    act(user, queries.conversation_for(user, pk, may="conversation.assign"))
    return detail_out(queries.conversation_for(user, pk))


def _colleague(conversation: Conversation, username: str) -> User:
    found = queries.answerers(conversation).filter(username=username).first()
    if found is None:
        raise Http404(gettext("Nobody of this name may answer there."))
    return found
