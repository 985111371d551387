"""In time, due soon, overdue, answered: how a conversation stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sinergi.inbox.deadlines import standing
from sinergi.inbox.models import Conversation
from sinergi.inbox.tests.test_counting import at, due, here

State = Conversation.State


@pytest.mark.parametrize(
    ("hour", "word"), [("mon 09:44", "calm"), ("mon 09:45", "soon"), ("mon 10:00", "late")]
)
def test_a_conversation_is_in_time_due_soon_or_overdue(hour: str, word: str) -> None:
    found = due(here("mon 09:00"))
    row = Conversation(state=State.NEW, due_at=found.at, soon_at=found.soon)
    assert standing.standing(row, at(hour)) == word


@pytest.mark.parametrize(
    ("state", "confirmed", "word"),
    [
        (State.ANSWERED, None, "answered"),
        (State.POSTPONED, None, "paused"),
        (State.DONE, True, "confirmed"),
        (State.DONE, None, "unconfirmed"),
        (State.ARCHIVED, None, "closed"),
        (State.NEW, None, "calm"),
    ],
)
def test_without_a_deadline_its_state_says_how_it_stands(
    state: str, confirmed: bool | None, word: str
) -> None:
    row = Conversation(state=state, open=state not in Conversation.CLOSED, confirmed=confirmed)
    assert standing.standing(row, datetime(2026, 11, 2, tzinfo=UTC)) == word
    assert word in standing.LOOKS
