"""What programs say of conversations, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import AfterValidator, Field

from sinergi.inbox import lists, queries, rules, thread
from sinergi.inbox.masking import hidden
from sinergi.inbox.models import Conversation, Rating
from sinergi.inbox.transfers import offering
from sinergi.understanding import rules as understanding
from sinergi.web.api.desk_shapes import OfficeGuess, guess_out
from sinergi.web.api.handing_shapes import HandingOut, handing_out
from sinergi.web.api.pictures import Pictures
from sinergi.web.api.shapes import LARGEST, IdIn, Ref, Said, YesNo, one_of, ref, ref_of, words
from sinergi.web.api.thread_shapes import (
    HEADS,
    MessageOut,
    NoteOut,
    UnderstoodOut,
    message_out,
    note_out,
    understood_out,
)


def _known(head: str) -> str:
    if head not in understanding.HEADS:
        raise ValueError(f"one of {', '.join(understanding.HEADS)}")
    return head


Seen = Annotated[
    int,
    Field(
        ge=0,
        le=LARGEST,
        strict=True,
        description="The newest message you saw: refused if a colleague answered since. "
        "0: all that the public said, and no answer to it.",
    ),
]
Versions = Annotated[
    list[IdIn],
    Field(max_length=20, description="Ids of the versions of verified answers that it gives."),
]


class ReplyIn(Said):
    text: Annotated[str, words(rules.LONGEST, 1)]
    seen: Seen = 0
    privately: YesNo = Field(
        False, description="Answer only the writer of the comment, where the network can."
    )
    versions: Versions = []
    take_over: YesNo = Field(False, description="Answer although a colleague is answering.")
    media: Pictures = []


class AssignIn(Said):
    to: Annotated[str, words(150, 1)] | None = Field(
        description="Sign-in name of a colleague who may answer there; null: nobody."
    )


class NoteIn(Said):
    text: Annotated[str, words(5000, 1)]


class LabelIn(Said):
    head: Annotated[str, AfterValidator(_known), HEADS]
    label: Annotated[str, words(understanding.LONGEST_LABEL, 1)] = Field(
        description="What it is: one of the head's own labels, or a topic or place in your words."
    )


class ConversationOut(Schema):
    """A conversation. ``waiting_since``: when the oldest unanswered message came; null: none.

    Who wrote is hidden: ``handle`` is empty, and ``name`` has the first letter alone. Where they
    were revealed today (``opened`` of a conversation), it has them until midnight.
    ``rating``: of a review, stars or whether its writer recommends us; "" of all else.
    ``due_at``: its next deadline, null while no clock runs; from ``soon_at`` on it is near.
    """

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
    matter: Annotated[str, one_of(Conversation.Matter)]
    rating: Annotated[str, one_of(Rating, "")]
    danger: bool
    due_at: datetime | None
    soon_at: datetime | None
    last_at: datetime
    last_text: str


class ConversationDetail(ConversationOut):
    """A conversation with the newest 50 messages and notes, oldest first; its lists of them go on
    with ``earlier_messages`` and ``earlier_notes``, null: that is all. ``about``: our delivery it
    answers;
    ``understood``: of its newest message, empty until a worker has read it; ``due_for``: what is
    due; ``confirmed``: whether the citizen says it is solved, null: nobody said; ``competent``:
    the office in charge, where it is another one than has it; ``case``: what many tell of."""

    opened: bool
    about: int | None
    topic: str
    place: str
    case: Ref | None
    competent: OfficeGuess | None
    handings: list[HandingOut]
    due_for: str
    course: Annotated[str, one_of(Conversation.Course)]
    asked_at: datetime | None
    confirmed: bool | None
    understood: list[UnderstoodOut]
    messages: list[MessageOut]
    notes: list[NoteOut]
    earlier_messages: str | None
    earlier_notes: str | None


def line_out(row: lists.ConversationRow) -> ConversationOut:
    mine = row.assigned_to_id
    return ConversationOut(
        id=row.id,
        handle="",
        name=hidden(row.handle),
        kind=row.kind,
        state=row.state,
        unit=Ref(id=row.unit_id, name=row.unit),
        account=Ref(id=row.account_id, name=row.account),
        network=row.network,
        assigned_to=Ref(id=mine, name=row.assigned_to) if mine else None,
        waiting_since=row.waiting_since,
        matter=row.matter,
        rating=row.rating,
        danger=row.danger,
        due_at=row.due_at,
        soon_at=row.soon_at,
        last_at=row.last_at,
        last_text=row.last_text,
    )


def detail_out(found: Conversation, *, opened: bool = False) -> ConversationDetail:
    """Return a conversation; names, numbers and addresses only where it was ``opened``."""
    said, earlier = thread.newest(thread.said(found))
    noted, noted_earlier = thread.newest(thread.noted(found))
    text = queries.newest_understood(found)
    return ConversationDetail(
        id=found.pk,
        handle=found.handle if opened else "",
        name=(found.name or found.handle) if opened else hidden(found.handle),
        opened=opened,
        kind=found.kind,
        state=found.state,
        unit=ref(found.unit),
        account=Ref(id=found.account_id, name=found.account.handle),
        network=found.account.network,
        assigned_to=ref_of(found.assigned_to),
        waiting_since=found.waiting_since,
        matter=found.matter,
        rating=found.rating,
        danger=found.danger,
        due_at=found.due_at,
        soon_at=found.soon_at,
        due_for=found.due_for,
        course=found.course,
        asked_at=found.asked_at,
        confirmed=found.confirmed,
        last_at=found.last_at,
        last_text=found.last_text,
        about=found.about_id,
        topic=found.topic,
        place=found.place,
        case=Ref(id=found.case.pk, name=found.case.title) if found.case else None,
        competent=guess_out(offering.suggested(found, text)),
        handings=[handing_out(row) for row in found.handings.select_related("unit", "by")],
        understood=understood_out(text),
        messages=[message_out(row, opened=opened) for row in reversed(said)],
        notes=[note_out(row) for row in reversed(noted)],
        earlier_messages=earlier or None,
        earlier_notes=noted_earlier or None,
    )
