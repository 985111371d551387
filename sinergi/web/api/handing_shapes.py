"""What programs say of SP4N-LAPOR!, the PPID and 112, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from sinergi.inbox.handing import acting, texts
from sinergi.inbox.models import Handing
from sinergi.web.api.shapes import Ref, Said, one_of, ref, words


class HandIn(Said):
    service: Annotated[str, words(5, 1)] = Field(
        description="`lapor`, `ppid`, or `112`: what was said there by phone."
    )
    told: Annotated[str, words(acting.LONGEST)] = Field(
        "", description="For 112: whom you told, and what."
    )


class NumberIn(Said):
    number: Annotated[str, words(acting.LONGEST_NUMBER, 1)] = Field(
        description="As the service gave it."
    )


class ExtensionIn(Said):
    reason: Annotated[str, words(acting.LONGEST, 1)] = Field(
        description="Why, in writing: the law asks for it."
    )


class ToldIn(Said):
    state: Annotated[str, words(8, 1)] = Field(description="`working`, `done` or `refused` there.")
    outcome: Annotated[str, words(acting.LONGEST)] = Field(
        "", description="What came of it; an end needs it."
    )


class HandingOut(Schema):
    """A conversation that went on to a service with a register of its own.

    ``due_at``: until when that service has to answer, null where none is promised; ``citizen``: the
    words to tell the citizen, "" until it has a number.
    """

    id: int
    conversation: int
    unit: Ref
    service: Annotated[str, one_of(Handing.Service)]
    state: Annotated[str, one_of(Handing.State)]
    number: str
    told: str
    by: Ref
    at: datetime
    filed_at: datetime | None
    due_at: datetime | None
    extension: str
    outcome: str
    ended_at: datetime | None
    citizen: str


class HandingsOut(Schema):
    """What was handed on of a conversation. ``text`` is what one types into the form of a service,
    without personal data."""

    items: list[HandingOut]
    text: str


def handing_out(row: Handing) -> HandingOut:
    return HandingOut(
        id=row.pk,
        conversation=row.conversation_id,
        unit=ref(row.unit),
        service=row.service,
        state=row.state,
        number=row.number,
        told=row.told,
        by=ref(row.by),
        at=row.at,
        filed_at=row.filed_at,
        due_at=row.due_at,
        extension=row.extension,
        outcome=row.outcome,
        ended_at=row.ended_at,
        citizen=texts.told(row),
    )
