"""The desk of two offices on a real network: the account is Cibinong's, Ciomas answers by it.

What a worker does (send, listen, read) is done here step by step; a citizen of the network reads
and writes through a client that is not ours.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils import timezone

from sinergi.inbox import actions, asking
from sinergi.inbox.models import Conversation, Message, Transfer
from sinergi.inbox.moderating import liking
from sinergi.inbox.routing import keeping
from sinergi.networks import gateway
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account, Delivery
from sinergi.networks.sending import Sender
from sinergi.people.models import User
from sinergi.publishing import actions as publishing
from sinergi.understanding.reading import TextReader
from sinergi.units.models import Unit

#: Seconds until a network has brought what was said elsewhere, on a busy machine.
BROUGHT = 60.0

State = Conversation.State


class Citizen(Protocol):
    """Somebody on the network."""

    def answer(self, delivery: Delivery, text: str) -> str:
        """Answer what we sent; return the id by which the network knows the answer there."""

    def reads(self, text: str) -> str:
        """Wait until our answer with these words is there; return the id of what it answers."""

    def sees_one_like(self, answer: str) -> None:
        """Wait until what they answered is shown to them with one like."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The people and the account; ``open_account`` is how the house reaches the network."""

    ayu: User
    budi: User
    citra: User
    account: Account
    open_account: Callable[[Account], object] = gateway.open_account

    def post(self, text: str) -> Delivery:
        """Publish as it is done every day: written, approved by another, sent."""
        post = publishing.write(self.ayu, self.account.unit, text=text, accounts=[self.account])
        publishing.approve(self.budi, publishing.ask_approval(self.ayu, post), due=None)
        self.send()
        return Delivery.objects.get(target__post=post)

    def send(self) -> None:
        """Send what is due, in as many steps as the network needs."""
        sender = Sender(open_account=self.open_account)
        while jobs := sender.claim(10, now=timezone.now(), holder="test"):
            sender.store([(job.id, job.work()) for job in jobs], now=timezone.now())

    def hear(self, words: str) -> Conversation:
        """Listen and read until these words are in a conversation, and return it."""
        end = time.monotonic() + BROUGHT
        while time.monotonic() < end:
            Account.objects.filter(pk=self.account.pk).update(next_listen=timezone.now())
            _work(Listener(open_account=self.open_account))
            found = Message.objects.filter(direction=Message.Direction.IN, text__contains=words)
            if message := found.select_related("conversation").first():
                _work(TextReader())
                return Conversation.objects.get(pk=message.conversation_id)
            time.sleep(0.2)
        raise AssertionError(f"never heard: {words}")

    def sent(self, message: Message) -> Delivery:
        """Send an answer and return its delivery, which must be out."""
        self.send()
        delivery = Delivery.objects.get(message=message)
        assert delivery.state == Delivery.State.SENT, delivery.problem
        return delivery


def _work(source: Any) -> None:
    jobs = source.claim(50, now=timezone.now(), holder="test")
    source.store([(job.id, job.work()) for job in jobs], now=timezone.now())


def other_office_solves_it(desk: Desk, citizen: Citizen, regency: Unit, ciomas: Unit) -> None:
    """A question reaches the office in charge, which answers in the asker's thread until the
    citizen says that it is solved."""
    rule = keeping.Said("Sampah Ciomas", target=ciomas, words="sampah", automatic=True)
    keeping.add(desk.budi, regency, rule)
    mark = secrets.token_hex(3)
    posted = desk.post(f"Jadwal layanan pekan ini {mark}")

    asked = citizen.answer(posted, f"Kapan sampah di Ciomas diangkut {mark}?")
    talk = desk.hear(f"diangkut {mark}")
    assert (talk.unit, talk.account, talk.state) == (ciomas, desk.account, State.DISPOSED)
    assert talk.transfers.get().state == Transfer.State.GIVEN

    said = talk.messages.select_related("conversation__account").get()
    for liked in (True, True, False):
        liking.ask(desk.citra, said, liked=liked)
        liking.carry_out(said.pk, desk.open_account)
        assert Message.objects.get(pk=said.pk).liking == ("liked" if liked else "")
        if liked:
            citizen.sees_one_like(asked)

    message = actions.reply(desk.citra, talk, text=f"Truk datang besok pagi {mark}")
    delivery = desk.sent(message)
    assert citizen.reads(f"besok pagi {mark}") == asked

    citizen.answer(delivery, f"Belum juga {mark}")
    talk = desk.hear(f"Belum juga {mark}")
    assert (talk.unit, talk.state) == (ciomas, State.WORKING)
    assert talk.waiting_since is not None

    desk.sent(actions.reply(desk.citra, talk, text=f"Sudah kami angkut {mark}"))
    question = desk.sent(asking.ask(desk.citra, talk, text=f"Apakah sudah beres {mark}?"))
    citizen.answer(question, "Sudah beres, terima kasih Min")
    talk = desk.hear("Sudah beres")
    assert (talk.state, talk.confirmed, talk.open) == (State.DONE, True, False)
    assert [step.state for step in talk.steps.order_by("id")] == [
        State.DISPOSED, State.ANSWERED, State.WORKING, State.ANSWERED, State.DONE,
    ]  # fmt: skip
