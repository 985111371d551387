"""From "new" to "solved", with who, when and why."""

from __future__ import annotations

import pytest

from sinergi.inbox import actions, states
from sinergi.inbox.models import Conversation, Step
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.text import No
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

State = Conversation.State


def test_each_step_is_kept_with_who_and_why(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    actions.move(ayu, conversation, State.VERIFIED)
    actions.assign(ayu, conversation, ayu)
    actions.move(ayu, conversation, State.POSTPONED, reason="Alamatnya belum ada")
    heard("c2", answers="c1")
    steps = Step.objects.values_list("before", "state", "by__name", "reason")
    assert list(steps) == [
        ("new", "verified", ayu.name, ""),
        ("verified", "disposed", ayu.name, ""),
        ("disposed", "postponed", ayu.name, "Alamatnya belum ada"),
        ("postponed", "working", None, "The public wrote again"),
    ]


def test_an_answer_is_a_step_and_not_the_end(heard: Hear, ayu: User) -> None:
    conversation = heard("c1", answers="p1")
    actions.reply(ayu, conversation, text="Buka sampai pukul 15.00.")
    conversation.refresh_from_db()
    assert (conversation.state, conversation.open) == (State.ANSWERED, True)
    assert conversation.answered_at is not None
    assert conversation.solved_at is None
    assert actions.finish(ayu, conversation).solved_at is not None


@pytest.mark.parametrize("to", sorted(states.NEED_REASON))
def test_what_a_colleague_must_understand_needs_a_reason(heard: Hear, ayu: User, to: str) -> None:
    conversation = heard("c1")
    with pytest.raises(No, match="Write why"):
        actions.move(ayu, conversation, to, reason="  ")
    assert actions.move(ayu, conversation, to, reason="Sudah ditangani kota").state == to


def test_what_is_closed_only_opens_again(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    actions.move(ayu, conversation, State.ARCHIVED, reason="Iklan")
    with pytest.raises(No, match="cannot become"):
        actions.move(ayu, conversation, State.WORKING)
    assert actions.finish(ayu, conversation).state == State.ARCHIVED
    assert actions.reopen(ayu, conversation).open


def test_nobody_takes_it_to_a_state_that_does_not_exist(heard: Hear, ayu: User) -> None:
    with pytest.raises(No, match="cannot become"):
        actions.move(ayu, heard("c1"), "gone")


def test_every_state_has_a_way_out_and_the_closed_ones_are_known() -> None:
    assert set(states.WAYS) == set(State.values)
    assert {to for way in states.WAYS.values() for to in way} <= set(State.values)
    assert all(states.WAYS[closed] == {State.REOPENED} for closed in Conversation.CLOSED)
