"""What programs say of the work on a conversation, and what they are told of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.conf import settings
from ninja import Schema
from pydantic import Field

from sinergi.inbox import citizen, states
from sinergi.inbox.history import Event
from sinergi.inbox.models import Conversation, Government, StatusLink, Transfer
from sinergi.inbox.outside import texts
from sinergi.inbox.transfers import moving
from sinergi.inbox.transfers.offering import Choice
from sinergi.web.api.shapes import LARGEST, IdIn, Ref, Said, one_of, ref, ref_of, words

Why = Annotated[str, words(moving.LONGEST_REASON, 1), Field(description="Colleagues read it.")]

READ = "The newest message you saw: refused where the public wrote since. 0: not asked."
Read = Annotated[int, Field(ge=0, le=LARGEST, strict=True, description=READ)]


class StateIn(Said):
    to: Annotated[str, words(12, 1)] = Field(
        description=f"One of {', '.join(Conversation.State.values)}; not every way is open."
    )
    reason: Annotated[str, words(states.LONGEST_REASON)] = Field(
        "",
        description=f"Needed for {', '.join(sorted(one.value for one in states.NEED_REASON))}.",
    )
    seen: Read = 0
    seen_in: Annotated[str, words(12), Field(description="The state you saw: must still be.")] = ""


class TransferIn(Said):
    unit: IdIn = Field(description="The office that gets it.")
    reason: Why


class WhyIn(Said):
    reason: Why


class StepOut(Schema):
    """A conversation went from state to state. ``by``: null where the desk did it by itself;
    ``office``: the one it went to with it, null where it stayed; ``due_at``: what was due then."""

    before: Annotated[str, one_of(Conversation.State)]
    state: Annotated[str, one_of(Conversation.State)]
    by: Ref | None
    at: datetime
    reason: str
    office: Ref | None
    due_at: datetime | None


class TransferOut(Schema):
    """A conversation went from office to office. ``by``: null where a rule did it; ``rule``: the
    one that did, or proposed it; ``final``: the communications office decided so."""

    id: int
    source: Ref
    target: Ref
    by: Ref | None
    rule: Ref | None
    at: datetime
    reason: str
    state: Annotated[str, one_of(Transfer.State)]
    final: bool
    answered_by: Ref | None
    answered_at: datetime | None
    refusal: str


class TransfersOut(Schema):
    """How a conversation went from office to office, oldest first. ``undecided``: it was refused,
    and the communications office has to decide."""

    items: list[TransferOut]
    undecided: bool


class OfficeGuess(Schema):
    """The office in charge, as a rule or what was understood names it; nobody was handed it.

    ``title``: the rule or the topic; ``words``: those of the citizen that spoke for it.
    """

    unit: Ref
    title: str
    words: list[str]


class OutsideIn(Said):
    government: Annotated[str, words(9, 1)] = Field(
        description=f"Who is in charge: {', '.join(Government.values)}."
    )
    text: Annotated[str, words(texts.LONGEST + texts.LONGEST_PLACE)] = Field(
        "", description="The answer; empty: close without one."
    )
    seen: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] = Field(
        0, description="As of an answer: the newest message you saw."
    )
    reason: Annotated[str, words(300)] = Field("", description="A note for colleagues.")


class StatusLinkOut(Schema):
    """Where the citizen sees, without signing in, what happens now and what comes next."""

    url: str
    now: str
    next: str
    since: datetime


def transfer_out(row: Transfer) -> TransferOut:
    return TransferOut(
        id=row.pk,
        source=ref(row.source),
        target=ref(row.target),
        by=ref_of(row.by),
        rule=Ref(id=row.rule.pk, name=row.rule.title) if row.rule else None,
        at=row.at,
        reason=row.reason,
        state=row.state,
        final=row.final,
        answered_by=ref_of(row.answered_by),
        answered_at=row.answered_at,
        refusal=row.refusal,
    )


def step_out(one: Event) -> StepOut:
    step = one.step
    return StepOut(
        before=step.before,
        state=step.state,
        by=ref_of(step.by),
        at=step.at,
        reason=one.why,
        office=ref_of(one.office),
        due_at=step.due_at,
    )


def guess_out(choice: Choice | None) -> OfficeGuess | None:
    if choice is None:
        return None
    return OfficeGuess(unit=ref(choice.unit), title=choice.title, words=list(choice.words))


def link_out(found: Conversation, link: StatusLink) -> StatusLinkOut:
    stands = citizen.standing(found)
    url = settings.SITE_URL + citizen.path_of(link)
    return StatusLinkOut(url=url, now=stands.now, next=stands.next, since=stands.since)
