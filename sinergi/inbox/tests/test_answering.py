"""Answers: once, by people who may, never over a colleague's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.inbox import actions
from sinergi.inbox.actions import replying
from sinergi.inbox.models import Conversation, Message
from sinergi.inbox.tests.conftest import Hear
from sinergi.lib.text import No
from sinergi.networks import signals
from sinergi.networks.models import Account, Delivery
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Appointment

pytestmark = pytest.mark.django_db


def asked(delivery: Delivery) -> str:
    """Ask the rooms above whether a delivery may go out; None spoke: "silence"."""
    said = signals.may_send.send(Delivery, deliveries=[delivery])
    answers: Sequence[Any] = [answer for _, answer in said]
    return next((a[delivery.pk] for a in answers if delivery.pk in a), "silence")


def end(delivery: Delivery, state: str, **values: Any) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, **values)
    delivery.refresh_from_db()
    signals.settled.send(Delivery, deliveries=[delivery])


def test_an_answer_goes_by_the_way_of_posts(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    message = actions.reply(ayu, conversation, text=" Sampai pukul 16.00. ")
    delivery = message.delivery
    assert delivery is not None
    assert (delivery.kind, delivery.text, delivery.reply_to) == (
        "reply",
        "Sampai pukul 16.00.",
        "c1",
    )
    assert asked(delivery) == ""
    conversation.refresh_from_db()
    assert (conversation.waiting_since, conversation.assigned_to) == (None, ayu)
    assert Entry.objects.filter(verb="conversation.answered").exists()


def test_nobody_answers_over_a_colleague(heard: Hear, ayu: User, dewi: User) -> None:
    conversation = heard("c1")
    seen = Message.objects.get().pk
    actions.reply(dewi, conversation, text="Pukul 16.00.", seen=seen)
    with pytest.raises(No, match="Dewi"):
        actions.reply(ayu, conversation, text="Pukul 15.00.", seen=seen)
    assert Delivery.objects.count() == 1
    actions.reply(ayu, conversation, text="Tambahan.", seen=Message.objects.last().pk)  # type: ignore[union-attr]  # there is one


def test_a_form_that_is_sent_twice_answers_once(heard: Hear, ayu: User) -> None:
    conversation = heard("c1")
    seen = Message.objects.get().pk
    first = actions.reply(ayu, conversation, text="Pukul 16.00.", seen=seen)
    assert actions.reply(ayu, conversation, text="Pukul 16.00. ", seen=seen) == first
    assert Delivery.objects.count() == 1
    Delivery.objects.update(state="failed")
    assert actions.reply(ayu, conversation, text="Pukul 16.00.", seen=seen) != first


@pytest.mark.parametrize("text", ["", "   ", "x" * 281])
def test_what_cannot_be_sent_is_refused_with_a_sentence(heard: Hear, ayu: User, text: str) -> None:
    with pytest.raises(No):
        actions.reply(ayu, heard("c1"), text=text)
    assert not Delivery.objects.exists()


def test_no_answer_leaves_an_account_that_is_signed_out(
    heard: Hear, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(state=Account.State.SIGNED_OUT)
    with pytest.raises(No, match="Reconnect"):
        actions.reply(ayu, heard("c1"), text="Pukul 16.00.")


def test_an_answer_of_somebody_who_lost_the_role_is_not_sent(heard: Hear, ayu: User) -> None:
    message = actions.reply(ayu, heard("c1"), text="Pukul 16.00.")
    assert message.delivery is not None
    Appointment.objects.filter(user=ayu).update(ended=timezone.now())
    assert "may not answer" in asked(message.delivery)


def test_an_answer_that_was_altered_is_not_sent(heard: Hear, ayu: User) -> None:
    message = actions.reply(ayu, heard("c1"), text="Pukul 16.00.")
    Delivery.objects.filter(message=message).update(text="Tutup.")
    assert "changed" in asked(Delivery.objects.get())


def test_a_sent_answer_keeps_its_place_on_the_network(heard: Hear, ayu: User) -> None:
    message = actions.reply(ayu, heard("c1"), text="Pukul 16.00.")
    assert message.delivery is not None
    end(
        message.delivery, "sent", sent_at=timezone.now(), remote_id="o1", url="https://x.example/o1"
    )
    message.refresh_from_db()
    assert (message.remote_id, message.url) == ("o1", "https://x.example/o1")
    assert heard("c2", "Terima kasih", answers="o1").pk == message.conversation_id


@pytest.mark.parametrize(("state", "waits"), [("failed", True), ("unsure", False)])
def test_an_answer_that_needs_a_person_is_told_to_its_author(
    heard: Hear, ayu: User, state: str, waits: bool
) -> None:
    message = actions.reply(ayu, heard("c1"), text="Pukul 16.00.")
    assert message.delivery is not None
    end(message.delivery, state)
    assert Notice.objects.filter(user=ayu, kind=f"reply.{state}").count() == 1
    conversation = Conversation.objects.get()
    assert (conversation.waiting_since is not None) is waits


def test_only_those_who_may_answer_are_assigned(
    heard: Hear, ayu: User, dewi: User, citra: User
) -> None:
    conversation = actions.assign(ayu, heard("c1"), dewi)
    assert conversation.assigned_to == dewi
    assert Notice.objects.filter(user=dewi, kind="conversation.assigned").exists()
    with pytest.raises(No):
        actions.assign(ayu, conversation, citra)


def test_a_note_is_never_sent(heard: Hear, ayu: User) -> None:
    actions.note(ayu, heard("c1"), text="Tanya Disdukcapil dahulu.")
    assert not Delivery.objects.exists()
    with pytest.raises(No):
        actions.note(ayu, heard("c2"), text="  ")


def test_what_is_said_of_a_limit_names_the_network(ayu_account: Account) -> None:
    assert replying.place(ayu_account, "").account == f"Jaringan Latihan {ayu_account.handle}"


def test_two_taps_write_one_note(heard: Hear, ayu: User, dewi: User) -> None:
    talk = heard("c1")
    notes = [actions.note(who, talk, text="Sudah saya telepon ") for who in (ayu, ayu, dewi)]
    assert notes[0] == notes[1] != notes[2]
    actions.note(ayu, talk, text="Belum diangkat")
    talk.notes.update(at=timezone.now() - timedelta(hours=1))
    actions.note(ayu, talk, text="Sudah saya telepon")
    assert talk.notes.count() == 4
