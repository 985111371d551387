"""What an office does with what the public wrote: hide it, like it, delete it."""

from __future__ import annotations

from typing import Annotated

from ninja import Router
from pydantic import Field

from sinergi.inbox import hiding, queries, tasks
from sinergi.inbox.models import Message, Removal
from sinergi.inbox.moderating import liking, removing
from sinergi.people.models import User
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.deadlines import WRITES
from sinergi.web.api.personal import revealed
from sinergi.web.api.shapes import Id, Said, reading, words, writing
from sinergi.web.api.thread_shapes import MessageOut, message_out
from sinergi.work.enlisting import enlist

router = Router(tags=["conversations"])


class HideIn(Said):
    hidden: bool = Field(description="False: show it again.")


class LikeIn(Said):
    liked: bool = Field(description="False: take the like back.")


class RemoveIn(Said):
    ground: Annotated[str, words(8, 1)] = Field(
        description=f"What the citizen is told; one of {', '.join(Removal.Ground.values)}."
    )
    reason: Annotated[str, words(removing.LONGEST, 1)] = Field(
        description="What colleagues read; kept with what was deleted."
    )


@router.get("/messages/{pk}", **needs("conversations:read"), response=reading(MessageOut))
def read_message(request: Asked, pk: Id) -> MessageOut:
    """One message of a conversation, with what its network was asked for."""
    found = _message(person(request), pk, "conversation.see")
    return message_out(found, opened=revealed(request, found.conversation))


@router.put("/messages/{pk}/hidden", **WRITES, response=writing(MessageOut))
def hide_message(request: Asked, pk: Id, body: HideIn) -> MessageOut:
    """Hide a comment from the public where its network can, or show it again."""
    user = person(request)
    found = _message(user, pk, "conversation.reply")
    hiding.ask(user, found, hidden=body.hidden)
    enlist(tasks.carry_out_hiding.enqueue, found.pk)
    return message_out(_message(user, pk, "conversation.reply"))


@router.put("/messages/{pk}/liked", **WRITES, response=writing(MessageOut))
def like_message(request: Asked, pk: Id, body: LikeIn) -> MessageOut:
    """Like what somebody wrote, in the account's name, or take it back."""
    user = person(request)
    found = _message(user, pk, "conversation.reply")
    liking.ask(user, found, liked=body.liked)
    enlist(tasks.carry_out_liking.enqueue, found.pk)
    return message_out(_message(user, pk, "conversation.reply"))


@router.post("/messages/{pk}/removal", **WRITES, response=writing(MessageOut))
def remove_message(request: Asked, pk: Id, body: RemoveIn) -> MessageOut:
    """Delete a comment on its network, for good. What stood there is kept in the conversation.

    Where its state is `unsure`, `POST /messages/{id}/removal/again` asks once more.
    """
    user = person(request)
    found = _message(user, pk, removing.VERB)
    removing.ask(user, found, ground=body.ground, reason=body.reason)
    enlist(tasks.carry_out_removal.enqueue, found.pk)
    return message_out(_message(user, pk, removing.VERB))


@router.post("/messages/{pk}/removal/again", **WRITES, response=writing(MessageOut))
def remove_message_again(request: Asked, pk: Id) -> MessageOut:
    """Ask the network once more where nobody knows whether a comment was deleted: harmless."""
    user = person(request)
    found = _message(user, pk, removing.VERB)
    removing.again(user, found)
    enlist(tasks.carry_out_removal.enqueue, found.pk)
    return message_out(_message(user, pk, removing.VERB))


def _message(user: User, pk: int, may: str) -> Message:
    rows = Message.objects.select_related(
        "conversation__account", "author", "delivery", "removal__by", "understood"
    )
    return queries.part_for(rows, user, pk, may=may)
