"""How a conversation goes from state to state. Call inside a transaction that holds its row.

The states are those of domain.md §3.1. A step is kept with who made it, when, why and what was due
then; ``by`` is nobody where the desk moved it by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sinergi.inbox import telling
from sinergi.inbox.deadlines import settling, stepping
from sinergi.inbox.figures import timing
from sinergi.inbox.models import Conversation, Step
from sinergi.lib.text import No, say
from sinergi.people.models import User

State = Conversation.State

#: From each state, where people may take it. What the desk does by itself is not asked here.
_ON = {State.COORDINATING, State.WORKING, State.POSTPONED, State.DONE, State.ELSEWHERE,
       State.ARCHIVED}  # fmt: skip
WAYS: Mapping[str, frozenset[str]] = {
    State.NEW: frozenset(_ON | {State.VERIFIED, State.DISPOSED}),
    State.VERIFIED: frozenset(_ON | {State.DISPOSED}),
    State.DISPOSED: frozenset(_ON),
    State.COORDINATING: frozenset(_ON | {State.DISPOSED}),
    State.WORKING: frozenset(_ON | {State.DISPOSED}),
    State.ANSWERED: frozenset(_ON | {State.DISPOSED}),
    State.POSTPONED: frozenset(_ON | {State.DISPOSED}),
    State.REOPENED: frozenset(_ON | {State.VERIFIED, State.DISPOSED}),
    State.DONE: frozenset({State.REOPENED}),
    State.ELSEWHERE: frozenset({State.REOPENED}),
    State.ARCHIVED: frozenset({State.REOPENED}),
}

#: These say nothing by themselves: a colleague has to know why.
NEED_REASON = frozenset({State.POSTPONED, State.ELSEWHERE, State.ARCHIVED, State.COORDINATING})

LONGEST_REASON = 500


def check(before: str, to: str, reason: str) -> None:
    """Raise No when a person cannot take a conversation that way."""
    if to not in WAYS.get(before, frozenset()):
        raise No(
            say("A conversation that is “{before}” cannot become “{to}”."),
            before=str(State(before).label),
            to=str(State(to).label) if to in State.values else to,
        )
    if to in NEED_REASON and not reason.strip():
        raise No(say("Write why: the next colleague has to know."))
    if len(reason) > LONGEST_REASON:
        raise No(say("A reason has at most {most} characters."), most=LONGEST_REASON)


def step(
    conversation: Conversation, to: str, *, by: User | None, reason: str = "", now: datetime
) -> Step:
    """Take a conversation to a state and keep the step, whatever the ways allow (``check``); what
    is due next follows from it."""
    before = conversation.state
    conversation.state = State(to)
    conversation.open = to not in Conversation.CLOSED
    if to == State.DONE:
        conversation.solved_at = now
    if to == State.REOPENED:
        conversation.reopened += 1
    conversation.save(update_fields=["state", "open", "solved_at", "reopened"])
    stepping.stepped(conversation, before, now, by_public=by is None)
    if to == State.ANSWERED or not conversation.open:
        telling.settled(conversation)
    if to == State.DONE:
        timing.solved(conversation, now)
    elif before == State.DONE:
        timing.reopened(conversation)
    return Step.objects.create(
        conversation=conversation,
        before=before,
        state=to,
        by=by,
        at=now,
        reason=reason.strip(),
        due_at=conversation.due_at,
    )


def heard(conversation: Conversation, now: datetime) -> bool:
    """The public wrote: what was closed opens, what was answered is in work once more.

    Return whether that was a step; where it was none, what is due next is the caller's to settle.
    """
    if not conversation.open:
        step(conversation, State.REOPENED, by=None, reason=say("The public wrote again"), now=now)
    elif conversation.state in {State.ANSWERED, State.POSTPONED}:
        step(conversation, State.WORKING, by=None, reason=say("The public wrote again"), now=now)
    else:
        return False
    return True


def answered(conversation: Conversation, by: User, now: datetime) -> None:
    """We answered. "Answered" is not "solved": the citizen says that."""
    if conversation.answered_at is None:
        conversation.answered_at = now
        conversation.save(update_fields=["answered_at"])
        timing.answered(conversation, now)
    if conversation.state != State.ANSWERED:
        step(conversation, State.ANSWERED, by=by, now=now)
    else:
        stepping.plan(conversation, now)
        settling.settle(conversation)


def given(conversation: Conversation, by: User, now: datetime) -> None:
    """It was given to somebody who answers."""
    if conversation.state in {State.NEW, State.VERIFIED, State.REOPENED}:
        step(conversation, State.DISPOSED, by=by, now=now)
