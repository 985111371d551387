"""What a step does to the clocks of a conversation: they stop, go on, or begin anew.

Call inside a transaction that holds its row.
"""

from __future__ import annotations

from datetime import datetime

from sinergi.inbox.deadlines import counting, terms
from sinergi.inbox.deadlines.promises import NOT_ASKED, find
from sinergi.inbox.deadlines.settling import settle
from sinergi.inbox.models import Conversation, Pause, Stage
from sinergi.units import calendars

State = Conversation.State


def stepped(conversation: Conversation, before: str, now: datetime, *, by_public: bool) -> None:
    """Stop, start or begin the clocks as a step from ``before`` asks, and settle.

    ``by_public``: the citizen wrote. An answer they come back to is a new matter; one that a
    colleague takes back to work was none, and its clock has never stopped.
    """
    if before == State.POSTPONED:
        _go_on(conversation, now)
    if conversation.state == State.POSTPONED != before:
        Pause.objects.create(conversation=conversation, since=now)
    again = before in Conversation.CLOSED or (before == State.ANSWERED and by_public)
    if again and conversation.open:
        begin(conversation, now)
    plan(conversation, now)
    settle(conversation)


def _go_on(conversation: Conversation, now: datetime) -> None:
    """Let the clock go on; a message may be older than the pause it ends."""
    pause = Pause.objects.filter(conversation=conversation, until=None).first()
    if pause is not None:
        pause.until = max(now, pause.since)
        pause.save(update_fields=["until"])


def begin(conversation: Conversation, now: datetime) -> None:
    """Count anew from a moment: it was closed or answered, and is a matter again."""
    conversation.counted_from, conversation.extended = now, False
    conversation.asked_at = conversation.confirmed = None
    conversation.save(update_fields=["counted_from", "extended", "asked_at", "confirmed"])


def plan(conversation: Conversation, now: datetime) -> None:
    """Set when the citizen of an answered one is asked whether it is solved, and when silence
    closes it."""
    conversation.ask_at = conversation.close_at = None
    if conversation.state == State.ANSWERED and conversation.waiting_since is None:
        stage = Stage.SILENCE
        if conversation.asked_at is None and conversation.matter not in NOT_ASKED:
            stage = Stage.ASK
        promise = find(terms.of(conversation.unit_id).promises, conversation.matter, stage)
        if promise is not None:
            at = counting.after(promise, now, calendars.of(conversation.unit_id))
            setattr(conversation, "ask_at" if stage == Stage.ASK else "close_at", at)
    conversation.save(update_fields=["ask_at", "close_at"])


def asked(conversation: Conversation, now: datetime) -> None:
    """The citizen was asked: from now on silence closes it."""
    conversation.asked_at = now
    conversation.save(update_fields=["asked_at"])
    plan(conversation, now)


def ended(conversation: Conversation, now: datetime) -> None:
    """An answer went out, or did not: then the citizen still waits, and nobody asks or closes."""
    planned = conversation.ask_at or conversation.close_at
    if conversation.state == State.ANSWERED and (conversation.waiting_since or not planned):
        plan(conversation, now)
    settle(conversation)
