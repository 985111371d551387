"""What programs say of cases, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from sinergi.inbox import rules
from sinergi.inbox.cases import joining, looking
from sinergi.inbox.models import CaseAnswer
from sinergi.networks import queries as networks
from sinergi.people.models import User
from sinergi.web.api.shapes import IdIn, Ref, Said, YesNo, ref, words

#: So many refusals of one text are told.
MOST = 20


class CaseIn(Said):
    title: Annotated[str, words(joining.LONGEST_TITLE, 1)]
    others: list[IdIn] = Field(
        [], max_length=looking.MOST, description="Ids of conversations that tell of the same."
    )


class JoinIn(Said):
    case: IdIn


class CaseAnswerIn(Said):
    text: Annotated[str, words(rules.LONGEST, 1)]


class CloseIn(Said):
    threads: YesNo = Field(False, description="Mark its conversations done, too.")


class CaseOut(Schema):
    """One incident that many tell of. ``closed_at``: null while it is open."""

    id: int
    title: str
    unit: Ref
    topic: str
    place: str
    danger: bool
    opened_at: datetime
    last_at: datetime
    closed_at: datetime | None


class RefusedOut(Schema):
    """A conversation that did not get the text, and why not."""

    conversation: int
    why: str


class CaseAnswerOut(Schema):
    """One text for all: in how many conversations it was given, waits, was not needed as a
    colleague had answered, or could not be given."""

    id: int
    by: Ref
    at: datetime
    text: str
    sent: int
    waiting: int
    answered: int
    refused: int
    problems: list[RefusedOut]


class CaseDetail(CaseOut):
    """A case with the conversations you may see (at most a hundred), the first voice first."""

    conversations: list[int]
    answers: list[CaseAnswerOut]


class AlikeOut(Schema):
    """The case of a conversation; without one, the ids of those that tell of the same."""

    case: Ref | None
    others: list[int]


def case_out(found: Any) -> CaseOut:
    return CaseOut(
        id=found.pk,
        title=found.title,
        unit=ref(found.unit),
        topic=found.topic,
        place=found.place,
        danger=found.danger,
        opened_at=found.opened_at,
        last_at=found.last_at,
        closed_at=found.closed_at,
    )


def case_detail(user: User, found: Any) -> CaseDetail:
    threads = looking.threads_of(user, found)[: looking.MOST]
    given = found.answers.select_related("by")[:10]
    return CaseDetail(
        **case_out(found).model_dump(),
        conversations=[one.pk for one in threads],
        answers=[case_answer_out(one) for one in given],
    )


def case_answer_out(given: CaseAnswer) -> CaseAnswerOut:
    lines = given.lines.filter(state="refused")[:MOST]
    return CaseAnswerOut(
        id=given.pk,
        by=ref(given.by),
        at=given.at,
        text=given.text,
        **looking.progress(given),
        problems=[
            RefusedOut(conversation=line.conversation_id, why=networks.words(line.problem))
            for line in lines
        ],
    )
