"""What was said in a conversation, and what was understood of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import WithJsonSchema

from sinergi.inbox.models import Message, Note, Rating, Removal
from sinergi.inbox.privacy import showing
from sinergi.networks import queries as networks
from sinergi.networks.models import Delivery
from sinergi.understanding import rules as understanding
from sinergi.understanding.models import Text
from sinergi.understanding.understood import known_of
from sinergi.web.api.pictures import PictureOut, pictures_out
from sinergi.web.api.shapes import Ref, one_of, ref, ref_of

#: Says in the description which heads there are.
HEADS = WithJsonSchema({"type": "string", "enum": list(understanding.HEADS)})


class UnderstoodOut(Schema):
    """What is known of the newest message of the public, for one head.

    ``said_by``: a person, who counts more than any machine; "" where a machine decided. ``words``:
    what spoke for the label (above 0) and against it.
    """

    head: Annotated[str, HEADS]
    label: str
    probability: float
    abstained: bool
    said_by: str
    words: list[tuple[str, float]]


class RemovalOut(Schema):
    """That somebody had a comment deleted. ``fingerprint``: SHA-256 of its link, time and text, a
    line each; ``problem``: why its network did not, "" where it did or is asked."""

    state: Annotated[str, one_of(Removal.State)]
    ground: Annotated[str, one_of(Removal.Ground)]
    reason: str
    by: Ref
    at: datetime
    removed_at: datetime | None
    fingerprint: str
    problem: str


class MessageOut(Schema):
    """Something said: by the public (``in``), or by us (``out``) through a delivery.

    Of the public, numbers and addresses are masked and ``url`` is empty, for it names the writer:
    `POST /conversations/{id}/reveal` shows them until midnight.
    ``pictures``: those of an answer of ours. ``hiding``, ``liking``: what its network was asked
    for; ``problem``: why it did not.
    """

    id: int
    direction: Annotated[str, one_of(Message.Direction)]
    text: str
    at: datetime
    url: str
    author: Ref | None
    delivery: int | None
    state: Annotated[str, one_of(Delivery.State)] | None
    pictures: list[PictureOut]
    rating: Annotated[str, one_of(Rating, "")]
    hiding: Annotated[str, one_of(Message.Hiding)]
    liking: Annotated[str, one_of(Message.Liking)]
    problem: str
    removal: RemovalOut | None


class NoteOut(Schema):
    id: int
    author: Ref
    text: str
    at: datetime


def understood_out(text: Text | None) -> list[UnderstoodOut]:
    return [
        UnderstoodOut(
            head=one.head,
            label=one.label,
            probability=one.share,
            abstained=one.abstained,
            said_by=one.said_by,
            words=[(word, weight) for word, weight in one.words],
        )
        for one in (known_of(text) if text else ())
    ]


def message_out(message: Message, *, opened: bool = False) -> MessageOut:
    """Return a message; what the public said without personal data, unless it was ``opened``."""
    delivery = message.delivery
    plain = opened or message.direction == Message.Direction.OUT
    return MessageOut(
        id=message.pk,
        direction=message.direction,
        text=message.text if plain else showing.masked(message),
        at=message.at,
        url=message.url if plain else "",
        author=ref_of(message.author),
        delivery=message.delivery_id,
        state=delivery.state if delivery else None,
        pictures=pictures_out(delivery.media if delivery else ()),
        rating=message.rating,
        hiding=message.hiding,
        liking=message.liking,
        problem=networks.words(message.problem),
        removal=_removal_out(message),
    )


def _removal_out(message: Message) -> RemovalOut | None:
    removal = getattr(message, "removal", None)
    if removal is None:
        return None
    return RemovalOut(
        state=removal.state,
        ground=removal.ground,
        reason=removal.reason,
        by=ref(removal.by),
        at=removal.at,
        removed_at=removal.removed_at,
        fingerprint=removal.fingerprint,
        problem=networks.words(removal.problem),
    )


def note_out(note: Note) -> NoteOut:
    return NoteOut(id=note.pk, author=ref(note.author), text=note.text, at=note.at)
