"""What is done with a post that is out: other words for it, and taking it down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.connectors.contract import Edits, Withdraws
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.lib.text import No
from sinergi.networks import insisting, rules, taking_down, tasks, withdrawing
from sinergi.networks.models import Account, Delivery, Withdrawal
from sinergi.networks.sending import LEASE, Sender
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.notices.models import Notice
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


class Open(Network, Edits, Withdraws):
    """A network that lets posts be changed and taken down. ``later`` is raised first."""

    def __init__(self) -> None:
        super().__init__()
        self.changed: list[tuple[str, str]] = []
        self.gone: list[str] = []
        self.later: list[ConnectorError] = []

    def edit(self, remote_id: str, text: str) -> None:
        self._stumble()
        self.changed.append((remote_id, text))

    def withdraw(self, remote_id: str) -> None:
        self._stumble()
        self.gone.append(remote_id)

    def _stumble(self) -> None:
        if self.later:
            raise self.later.pop(0)


@pytest.fixture
def network() -> Open:
    return Open()


@pytest.fixture
def out(network: Open, queue: Queue) -> Delivery:
    """A post that is out."""
    found = queue()
    work(network)
    found.refresh_from_db()
    return found


def work(network: Open, after: timedelta = timedelta(0), rounds: int = 1) -> None:
    now = timezone.now() + after
    sender = Sender(open_account=lambda _: network)
    for _ in range(rounds):
        jobs = sender.claim(10, now=now, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=now)


def test_other_words_replace_those_that_are_out(network: Open, queue: Queue, out: Delivery) -> None:
    change = queue("Layanan Sabtu tutup", edits=out.remote_id)
    work(network, rounds=2)
    change.refresh_from_db()
    assert network.changed == [("1", "Layanan Sabtu tutup")]
    assert len(network.visible) == 1  # nothing new
    assert (change.state, change.remote_id, change.url) == ("sent", "", out.url)


def test_a_change_without_a_clear_answer_is_made_again(
    network: Open, queue: Queue, out: Delivery
) -> None:
    change = queue("Layanan Sabtu tutup", edits=out.remote_id)
    network.later = [Unconfirmed("No answer.")]
    work(network)
    change.refresh_from_db()
    assert change.state == "sending"
    work(network, timedelta(minutes=5))
    change.refresh_from_db()
    assert change.state == "sent"
    assert network.changed == [("1", "Layanan Sabtu tutup")]


def test_a_change_that_was_interrupted_is_made_again(
    network: Open, queue: Queue, out: Delivery
) -> None:
    change = queue("Layanan Sabtu tutup", edits=out.remote_id)
    now = timezone.now()
    assert Sender(open_account=lambda _: network).claim(10, now=now, holder="killed")
    work(network, LEASE + timedelta(seconds=1))
    change.refresh_from_db()
    assert change.state == "sent"


def test_what_is_changed_is_frozen_with_the_words(
    network: Open, queue: Queue, out: Delivery
) -> None:
    change = queue("Layanan Sabtu tutup", edits=out.remote_id)
    Delivery.objects.filter(pk=change.pk).update(edits="99")
    work(network)
    change.refresh_from_db()
    assert (change.state, network.changed) == ("failed", [])


def test_a_post_is_taken_down_with_a_reason(network: Open, out: Delivery, ayu: User) -> None:
    wish = withdrawing.ask(ayu, out, reason="  Jam layanan\nsalah ")
    taking_down.carry_out(wish.pk, lambda _: network)
    taking_down.carry_out(wish.pk, lambda _: network)  # a job may be run twice
    wish.refresh_from_db()
    assert network.gone == ["1"]
    assert (wish.state, wish.reason) == ("gone", "Jam layanan salah")
    rows = Entry.objects.filter(object_id=str(out.pk)).order_by("pk")
    verbs = rows.values_list("verb", flat=True)
    assert [v for v in verbs if "withdraw" in v] == [
        "delivery.withdrawal_asked", "delivery.withdrawn",
    ]  # fmt: skip


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_nothing_is_taken_down_without_a_reason(out: Delivery, ayu: User, reason: str) -> None:
    with pytest.raises(No, match="Say why"):
        withdrawing.ask(ayu, out, reason=reason)


def test_only_what_is_out_is_taken_down_and_once(queue: Queue, out: Delivery, ayu: User) -> None:
    with pytest.raises(No, match="that is out"):
        withdrawing.ask(ayu, queue(), reason="Salah")
    withdrawing.ask(ayu, out, reason="Salah")
    with pytest.raises(No, match="only once"):
        withdrawing.ask(ayu, out, reason="Salah")


@pytest.mark.parametrize("error", [Unavailable("Busy."), Unconfirmed("No answer.")])
def test_a_network_that_does_not_answer_is_asked_again(
    network: Open, out: Delivery, ayu: User, error: ConnectorError
) -> None:
    wish = withdrawing.ask(ayu, out, reason="Salah")
    network.later = [error]
    taking_down.carry_out(wish.pk, lambda _: network)
    assert taking_down.due(timezone.now()) == []
    soon = timezone.now() + insisting.PAUSE + timedelta(seconds=1)
    assert taking_down.due(soon) == [wish.pk]
    assert taking_down.due(soon) == []  # given out once
    taking_down.carry_out(wish.pk, lambda _: network)
    wish.refresh_from_db()
    assert (wish.state, network.gone) == ("gone", ["1"])


def test_nobody_waits_as_long_as_a_network_likes(network: Open, out: Delivery, ayu: User) -> None:
    wish = withdrawing.ask(ayu, out, reason="Salah")
    network.later = [Unavailable("Busy.", retry_after=timedelta(days=2_900_000))]
    taking_down.carry_out(wish.pk, lambda _: network)
    later = timezone.now() + rules.LONGEST
    assert taking_down.due(later - timedelta(minutes=1)) == []
    assert taking_down.due(later + timedelta(minutes=1)) == [wish.pk]


def test_after_some_tries_a_person_looks_and_says_so(
    network: Open, out: Delivery, ayu: User
) -> None:
    wish = withdrawing.ask(ayu, out, reason="Salah")
    network.later = [Unavailable("Busy.")] * insisting.TRIES
    for _ in range(insisting.TRIES):
        taking_down.carry_out(wish.pk, lambda _: network)
    wish.refresh_from_db()
    assert wish.state == "unsure"
    assert Notice.objects.filter(user=ayu, kind="delivery.not_withdrawn").count() == 1
    withdrawing.done_by_hand(ayu, wish)
    wish.refresh_from_db()
    assert wish.state == "gone"
    with pytest.raises(No, match="known already"):
        withdrawing.done_by_hand(ayu, wish)


@pytest.mark.parametrize("error", [Refused("Too old."), SignedOut("Signed out.")])
def test_what_is_refused_can_be_asked_for_again(
    network: Open, out: Delivery, ayu: User, error: ConnectorError
) -> None:
    wish = withdrawing.ask(ayu, out, reason="Salah")
    network.later = [error]
    taking_down.carry_out(wish.pk, lambda _: network)
    wish.refresh_from_db()
    assert (wish.state, wish.problem["message"]) == ("failed", error.message)
    assert taking_down.due(timezone.now() + timedelta(days=1)) == []
    out.refresh_from_db()
    again = withdrawing.ask(ayu, out, reason="Salah")
    assert (again.pk, again.state, again.problem) == (wish.pk, "asked", {})


def test_where_the_network_cannot_a_person_does_it(
    out: Delivery, ayu: User, ayu_account: Account
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(by_hand=True)
    wish = withdrawing.ask(ayu, Delivery.objects.get(pk=out.pk), reason="Salah")
    assert (wish.state, wish.next_at) == ("by_hand", None)
    withdrawing.done_by_hand(ayu, wish)
    assert Withdrawal.objects.get(pk=wish.pk).state == "gone"


def test_a_wish_that_no_job_carried_out_is_taken_up_by_the_clock(out: Delivery, ayu: User) -> None:
    withdrawing.ask(ayu, out, reason="Salah")
    assert tasks.go_on_withdrawing(timezone.now()) == 0
    assert tasks.go_on_withdrawing(timezone.now() + insisting.LEASE) == 1
