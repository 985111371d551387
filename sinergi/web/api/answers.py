"""Verified answers: read, suggest, write, verify, withdraw."""

from __future__ import annotations

from typing import Literal

from ninja import Router, Status

from sinergi.knowledge import actions, queries
from sinergi.units import queries as offices
from sinergi.web.api.answer_shapes import (
    AnswerDetail,
    AnswerEdit,
    AnswerIn,
    AnswerOut,
    QuestionIn,
    ReasonIn,
    Suggestions,
    VersionIn,
    detail_out,
    line_out,
    said_of,
    suggestions_out,
)
from sinergi.web.api.auth import Asked, needs, person
from sinergi.web.api.shapes import Cursor, Id, Limit, Page, reading, writing

router = Router(tags=["answers"])

Group = Literal["", "verified", "draft", "ending", "expired", "withdrawn"]


@router.get("/answers", **needs("answers:read"), response=reading(Page[AnswerOut]))
def list_answers(
    request: Asked, group: Group = "", cursor: Cursor = "", limit: Limit = 50
) -> Page[AnswerOut]:
    """The verified answers you may use, and all those of your offices, changed last first.

    `group`: `verified`, `draft`, `ending` (within thirty days), `expired`, `withdrawn`.
    """
    asked = queries.Asked(state=group)
    found = queries.answer_page(person(request), asked, cursor=cursor, size=limit)
    return Page[AnswerOut](
        items=[line_out(row) for row in found.rows],
        next=found.older or None,
        previous=found.newer or None,
    )


@router.post("/answers", **needs("answers:write"), response=writing(AnswerDetail, 201))
def write_answer(request: Asked, body: AnswerIn) -> Status[AnswerDetail]:
    """Write an answer. Nobody is given it before somebody else has verified it."""
    user = person(request)
    unit = offices.unit_for(user, body.unit, may="answer.write")
    made = actions.write(user, unit, said_of(body), reach=body.reach)
    return Status(201, detail_out(user, made))


@router.post("/suggestions", **needs("answers:read"), response=reading(Suggestions))
def suggest_answers(request: Asked, body: QuestionIn) -> Suggestions:
    """The verified answers that fit what somebody asks, the best first. Nothing is stored."""
    unit = offices.unit_for(person(request), body.unit, may="answer.see")
    return suggestions_out(queries.suggest(unit.pk, body.text, body.most))


@router.get("/answers/{pk}", **needs("answers:read"), response=reading(AnswerDetail))
def read_answer(request: Asked, pk: Id) -> AnswerDetail:
    """An answer as it is given to the public, or as it was written where nobody verified it."""
    user = person(request)
    return detail_out(user, queries.answer_for(user, pk))


@router.put("/answers/{pk}", **needs("answers:write"), response=writing(AnswerDetail))
def edit_answer(request: Asked, pk: Id, body: AnswerEdit) -> AnswerDetail:
    """Write a new version. The one that holds goes on until somebody has verified the new one.

    `version` is the newest you saw; 422 when somebody wrote meanwhile.
    """
    user = person(request)
    found = queries.answer_for(user, pk, may="answer.write")
    actions.edit(user, found, said_of(body), seen=body.version, reach=body.reach)
    return detail_out(user, queries.answer_for(user, pk))


@router.post("/answers/{pk}/verify", **needs("answers:verify"), response=writing(AnswerDetail))
def verify_answer(request: Asked, pk: Id, body: VersionIn) -> AnswerDetail:
    """Stand for the newest version: it is suggested from now on. Never one's own words."""
    user = person(request)
    found = queries.answer_for(user, pk, may="answer.verify")
    actions.verify(user, found, seen=body.version)
    return detail_out(user, queries.answer_for(user, pk))


@router.post("/answers/{pk}/withdraw", **needs("answers:verify"), response=writing(AnswerDetail))
def withdraw_answer(request: Asked, pk: Id, body: ReasonIn) -> AnswerDetail:
    """Take an answer back. Replies in public that gave it are listed for correction."""
    user = person(request)
    found = queries.answer_for(user, pk, may="answer.verify")
    actions.withdraw(user, found, reason=body.reason)
    return detail_out(user, queries.answer_for(user, pk))
