"""What programs say of deadlines and rosters, and what they are told of them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, WithJsonSchema

from sinergi.inbox import rules, states
from sinergi.inbox.deadlines import terms
from sinergi.inbox.models import Conversation, Duty, Stage, Term, Way
from sinergi.web.api.shapes import IdIn, Moment, Ref, Said, YesNo, one_of, ref, ref_of, words

Matters = ["", *Conversation.Matter.values]
Matter = Annotated[
    str, WithJsonSchema({"type": "string", "enum": Matters}),
    Field(description='"": any matter that has no term of its own.'),
]  # fmt: skip
Share = Annotated[int, Field(ge=0, le=10_000, strict=True)]


class TermOut(Schema):
    """A term that holds in an office. ``set_by``: the office that set it; null: it is shipped.

    ``amount``: minutes or working days, as ``way`` says; 0 for the same working day.
    """

    matter: Matter
    stage: Annotated[str, one_of(Stage)]
    amount: int
    way: Annotated[str, one_of(Way)]
    status: Annotated[str, one_of(Term.Status)]
    basis: str
    set_by: Ref | None


class TermsOut(Schema):
    """What an office promises, and ``ladder``: after how many hundredths of the term in overtime
    its admin, approver, head and the communications office are told."""

    items: list[TermOut]
    ladder: list[int]


class KeyIn(Said):
    matter: Annotated[str, words(12)] = Field("", description='"": any matter.')
    stage: Annotated[str, words(12, 1)]


class TermIn(KeyIn):
    amount: Annotated[int, Field(ge=0, le=1_000_000, strict=True)]
    way: Annotated[str, words(8, 1)]
    status: Annotated[str, words(8, 1)]
    basis: Annotated[str, words(300, 1)] = Field(description="What it rests on.")


class LadderIn(Said):
    ladder: Annotated[list[Share], Field(min_length=4, max_length=4)]


class DutyIn(Said):
    user: Annotated[str, words(150, 1)] = Field(description="Sign-in name of a colleague.")
    since: Moment
    until: Moment


class DutyEndIn(Said):
    duty: IdIn


class DutyOut(Schema):
    id: int
    user: Ref
    since: datetime
    until: datetime


class RosterOut(Schema):
    """Who is and will be on duty; ``called``: who would be called now."""

    items: list[DutyOut]
    called: list[Ref]


class MatterIn(Said):
    matter: Annotated[str, words(12, 1)]
    course: Annotated[str, words(12, 1)] = Field(
        Stage.ANSWER.value, description="How far it must be looked into: answer, check or field."
    )


class ExtendIn(Said):
    reason: Annotated[str, words(states.LONGEST_REASON, 1)]


class AskSolvedIn(Said):
    text: Annotated[str, words(rules.LONGEST)] = Field("", description="Empty: the ready words.")


class ConfirmIn(Said):
    solved: YesNo = Field(description="What the citizen says.")


class SpamHidingIn(Said):
    hide: YesNo


class SpamHidingOut(Schema):
    account: int
    hide: bool


def term_out(line: terms.Line) -> TermOut:
    promise = line.promise
    return TermOut(
        matter=line.matter,
        stage=line.stage,
        amount=promise.amount,
        way=promise.way,
        status=promise.status,
        basis=promise.basis,
        set_by=ref_of(line.unit),
    )


def duty_out(duty: Duty) -> DutyOut:
    return DutyOut(id=duty.pk, user=ref(duty.user), since=duty.since, until=duty.until)
