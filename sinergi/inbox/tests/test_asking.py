"""Answered is not solved: the citizen is asked once, and silence is shown as not confirmed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from sinergi.inbox import actions, asking, confirming, matters, today
from sinergi.inbox.models import Conversation, Message, Step
from sinergi.inbox.tests.conftest import Hear
from sinergi.inbox.tests.staged import fresh
from sinergi.lib.text import No
from sinergi.networks import signals
from sinergi.networks.models import Delivery
from sinergi.people.models import User

pytestmark = pytest.mark.django_db

State = Conversation.State


@pytest.fixture
def answered(heard: Hear, ayu: User) -> Conversation:
    """A complaint that Ayu has answered."""
    row = heard("c1", "Lampu jalan mati di RT 3.", answers="p1")
    matters.set_matter(ayu, row, matter="complaint")
    actions.reply(ayu, row, text="Petugas sudah ke sana.")
    return fresh(row)


def asked(row: Conversation, ayu: User) -> Conversation:
    asking.ask(ayu, row)
    return fresh(row)


def test_three_working_days_after_the_answer_it_is_time_to_ask(
    answered: Conversation, ayu: User
) -> None:
    assert answered.ask_at is not None
    assert answered.close_at is None
    assert answered.ask_at - timezone.now() > timedelta(days=2)
    assert not [task for task in today.today_for(ayu) if "selesai" in task.kind.casefold()]
    Conversation.objects.update(ask_at=timezone.now())
    [task] = today.today_for(ayu)
    assert task.kind == "Tanyakan"


def test_one_tap_asks_in_ready_words_and_only_once(answered: Conversation, ayu: User) -> None:
    row = asked(answered, ayu)
    sent = Message.objects.latest("id")
    assert "Warga Melati" in sent.text
    assert (row.ask_at, row.state) == (None, State.ANSWERED)
    assert row.asked_at is not None
    assert row.close_at is not None
    assert row.close_at - row.asked_at > timedelta(days=10)
    with pytest.raises(No, match="nothing to ask"):
        asking.ask(ayu, row)


def test_silence_closes_it_as_not_confirmed(answered: Conversation, ayu: User) -> None:
    row = asked(answered, ayu)
    assert row.close_at is not None
    assert confirming.close_silent(row.close_at - timedelta(minutes=1)) == 0
    assert confirming.close_silent(row.close_at) == 1
    row = fresh(row)
    assert (row.state, row.confirmed, row.close_at) == (State.DONE, None, None)
    assert Step.objects.latest("id").by is None
    assert confirming.close_silent(timezone.now() + timedelta(days=60)) == 0


def test_a_yes_confirms_it(answered: Conversation, heard: Hear, ayu: User) -> None:
    asked(answered, ayu)
    row = heard("c2", "Sudah, terima kasih Min 🙏", answers="c1", minutes_ago=-1)
    assert (row.state, row.confirmed, row.open) == (State.DONE, True, False)


def test_a_yes_within_the_same_second_is_one(
    answered: Conversation, heard: Hear, ayu: User
) -> None:
    asked(answered, ayu)
    row = heard("c2", "Sudah", answers="c1", minutes_ago=0.01)  # its network tells whole seconds
    assert (row.state, row.confirmed) == (State.DONE, True)


def test_anything_else_goes_on_in_work(answered: Conversation, heard: Hear, ayu: User) -> None:
    asked(answered, ayu)
    row = heard("c2", "Sudah tapi mati lagi", answers="c1", minutes_ago=-1)
    assert (row.state, row.confirmed, row.asked_at) == (State.WORKING, None, None)
    assert row.due_at is not None


def test_nobody_is_taken_at_their_word_who_was_not_asked(
    answered: Conversation, heard: Hear
) -> None:
    assert heard("c2", "Sudah", answers="c1").state == State.WORKING


def test_a_new_message_opens_what_was_confirmed(
    answered: Conversation, heard: Hear, ayu: User
) -> None:
    asking.confirm(ayu, answered, solved=True)
    assert fresh(answered).confirmed is True
    row = heard("c2", "Mati lagi lampunya", answers="c1")
    assert (row.state, row.confirmed) == (State.REOPENED, None)


def test_a_colleague_writes_down_what_was_said_elsewhere(answered: Conversation, ayu: User) -> None:
    row = asking.confirm(ayu, answered, solved=False)
    assert (row.state, row.confirmed) == (State.WORKING, False)
    assert row.due_for == "answer"
    with pytest.raises(No, match="Answer first"):
        asking.confirm(ayu, row, solved=True)


def test_praise_is_not_asked_and_closes_in_silence(heard: Hear, ayu: User) -> None:
    row = heard("c1", "Keren, Min!")
    matters.set_matter(ayu, row, matter="praise")
    actions.reply(ayu, row, text="Terima kasih.")
    row = fresh(row)
    assert row.ask_at is None
    assert row.close_at is not None


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("Sudah", True), ("sudah min, makasih", True), ("Ya beres.", True), ("Atos, nuhun", True),
        ("sampun pak", True), ("udah dong", True), ("Yes, thank you", True),
        ("Belum", False), ("sudah tapi kurang", False), ("Sudah?", False), ("ya ampun", False),
        ("", False), ("yakin sudah?", False), ("Sudah saya tunggu dari kemarin belum ada", False),
        ("Terima kasih", False), ("Tidak pernah selesai", False),
        ("@cibinong@bogor.example Sudah beres", True), ("@sudah belum", False), ("@sudah", False),
    ],
)  # fmt: skip
def test_only_a_plain_yes_is_a_yes(text: str, *, yes: bool) -> None:
    assert confirming.is_yes(text) is yes


def test_an_answer_that_did_not_go_out_is_neither_asked_about_nor_closed(
    answered: Conversation,
) -> None:
    delivery = Delivery.objects.get()
    for state, planned in ((Delivery.State.FAILED, False), (Delivery.State.SENT, True)):
        delivery.state, delivery.sent_at = state, timezone.now() if planned else None
        delivery.save()
        with transaction.atomic():
            signals.settled.send(Delivery, deliveries=[delivery])
        row = fresh(answered)
        assert ((row.ask_at is not None), (row.due_at is None)) == (planned, planned)
