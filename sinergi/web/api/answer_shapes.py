"""What the API says of verified answers, and what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from sinergi.knowledge import queries, rules
from sinergi.knowledge.models import Answer, Version
from sinergi.knowledge.suggesting import Suggested
from sinergi.people.models import User
from sinergi.units import queries as offices
from sinergi.web.api.shapes import IdIn, Ref, Said, one_of, ref, ref_of, words

Text = Annotated[str, words(rules.LONGEST_TEXT)]
Question = Annotated[str, words(rules.LONGEST_QUESTION, 1)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1, strict=True)]
Reach = Annotated[Answer.Reach, Field(description="Who may use it.")]


class AnswerSaid(Said):
    """An answer. `shorts` by place (`micro` 280, `post` 500, `chat` 1000 characters), `variants`
    by language (`su`, `en`).
    """

    questions: Annotated[list[Question], Field(min_length=1, max_length=rules.MOST_QUESTIONS)]
    text: Annotated[str, words(rules.LONGEST_TEXT, 1)]
    source: Annotated[str, words(300, 1)]
    source_url: Annotated[str, words(500)] = ""
    valid_until: date
    shorts: dict[str, Text] = {}
    variants: dict[str, Text] = {}
    labels: Annotated[
        list[Annotated[str, words(rules.LONGEST_LABEL)]], Field(max_length=rules.MOST_LABELS)
    ] = []
    reach: Reach = Answer.Reach.OFFICE


class AnswerIn(AnswerSaid):
    """A new answer of an office."""

    unit: IdIn


class AnswerEdit(AnswerSaid):
    """The whole answer as it shall be, and the newest version you saw."""

    version: Number


class VersionIn(Said):
    """The version you read."""

    version: Number


class ReasonIn(Said):
    """Why."""

    reason: Annotated[str, words(rules.LONGEST_REASON, 1)]


class QuestionIn(Said):
    """What somebody asks, the office that answers, and how many answers are enough."""

    unit: IdIn
    text: Text
    most: Annotated[int, Field(ge=1, le=10, strict=True)] = 3


class AnswerOut(Schema):
    """An answer in a list."""

    id: int
    question: str
    unit: Ref
    reach: Annotated[str, one_of(Answer.Reach)]
    state: Annotated[str, one_of(Answer.State)]
    expired: bool
    valid_until: date | None
    labels: list[str]
    changed: datetime


class AnswerDetail(AnswerOut):
    """An answer with what it says: the version that holds, else the newest. `newest` is the number
    of the newest version you may see.
    """

    version: int
    newest: int
    questions: list[str]
    text: str
    shorts: dict[str, str]
    variants: dict[str, str]
    source: str
    source_url: str
    written_by: Ref
    verified_by: Ref | None


class SuggestedOut(Schema):
    """An answer that may fit: `score` from 0 to 1, `why` the words that spoke for it."""

    answer: int
    version: int
    question: str
    text: str
    shorts: dict[str, str]
    variants: dict[str, str]
    source: str
    score: float
    why: list[str]
    expired: bool


class Suggestions(Schema):
    items: list[SuggestedOut]


def said_of(body: AnswerSaid) -> rules.Said:
    """Return what the acts ``write`` and ``edit`` take."""
    return rules.Said(
        questions=body.questions,
        text=body.text,
        source=body.source,
        source_url=body.source_url,
        valid_until=body.valid_until,
        shorts=body.shorts,
        variants=body.variants,
        labels=body.labels,
    )


def line_out(answer: Answer) -> AnswerOut:
    return AnswerOut(
        id=answer.pk,
        question=answer.question,
        unit=ref(answer.unit),
        reach=answer.reach,
        state=answer.state,
        expired=answer.expired(timezone.localdate()),
        valid_until=answer.valid_until,
        labels=[label.name for label in answer.labels.all()],
        changed=answer.changed,
    )


def detail_out(user: User, answer: Answer) -> AnswerDetail:
    found = queries.answer_for(user, answer.pk)
    newest = queries.newest(found)
    version = queries.holding(found) or newest
    own = offices.may(user, "answer.see", found.unit_id)
    return AnswerDetail(
        **line_out(found).model_dump(),
        version=version.number,
        newest=newest.number if own else version.number,
        questions=version.questions,
        text=version.text,
        shorts=version.shorts,
        variants=version.variants,
        source=version.source,
        source_url=version.source_url,
        written_by=ref(version.by),
        verified_by=ref_of(version.verified_by),
    )


def suggestions_out(found: Sequence[Suggested]) -> Suggestions:
    return Suggestions(items=[_suggested(one, one.version) for one in found])


def _suggested(one: Suggested, version: Version) -> SuggestedOut:
    return SuggestedOut(
        answer=version.answer_id,
        version=version.number,
        question=one.answer.question,
        text=version.text,
        shorts=version.shorts,
        variants=version.variants,
        source=version.source,
        score=one.score,
        why=list(one.why),
        expired=one.expired,
    )
