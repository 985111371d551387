"""A thread goes out part by part: in order, each once, and nothing comes in between."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sinergi.connectors.contract import (
    Comments,
    Continues,
    Draft,
    Limits,
    Progress,
    Published,
    Withdraws,
)
from sinergi.connectors.errors import ConnectorError, Refused, Unavailable, Unconfirmed
from sinergi.networks import actions, by_hand, chaining, health, restoring, rules, withdrawing
from sinergi.networks.chaining import Further
from sinergi.networks.models import Account, Delivery, Withdrawal
from sinergi.networks.sending import LEASE, Sender
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

SECOND = timedelta(seconds=1)
TWO_MORE = (Further("part", "Dua"), Further("part", "Tiga"), Further("comment", "#Cibinong"))


class Threaded(Network, Continues, Comments, Withdraws):
    """Has threads and comments. ``said`` keeps what each answers."""

    most_parts: ClassVar[int] = 10
    comment: ClassVar[Limits] = Limits(text=100, images=0)

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, str | None, bool]] = []
        self.gone: list[str] = []
        self.later: list[ConnectorError] = []

    def thread_url(self, remote_id: str) -> str:
        return ""

    def publish(self, draft: Draft, *, key: str, progress: Progress) -> Published:
        out = len(self.visible)
        try:
            return super().publish(draft, key=key, progress=progress)
        finally:
            if len(self.visible) > out:
                self.said.append((draft.text, draft.reply_to, draft.own))

    def withdraw(self, remote_id: str) -> None:
        if self.later:
            raise self.later.pop(0)
        self.gone.append(remote_id)


@pytest.fixture
def network() -> Threaded:
    return Threaded()


@pytest.fixture
def thread(queue: Queue) -> Delivery:
    return queue("Satu", further=TWO_MORE)


def work(network: Network, at: datetime | None = None, *, rounds: int = 1) -> None:
    now = at or timezone.now()
    sender = Sender(open_account=lambda _: network)
    for _ in range(rounds):
        jobs = sender.claim(10, now=now, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=now)


def states(head: Delivery) -> list[str]:
    found = [Delivery.objects.get(pk=head.pk), *chaining.behind(head)]
    return [row.state for row in found]


def test_each_part_answers_the_one_before_and_the_comment_the_post(
    network: Threaded, thread: Delivery
) -> None:
    work(network, rounds=6)
    assert network.said == [
        ("Satu", None, False),
        ("Dua", "1", True),
        ("Tiga", "2", True),
        ("#Cibinong", "1", True),
    ]
    assert states(thread) == ["sent"] * 4


def test_a_part_waits_for_the_one_before_whatever_its_moment(
    network: Threaded, thread: Delivery
) -> None:
    thread.parts.update(next_try=timezone.now() - timedelta(days=1))
    network.before = [Unavailable("busy")]
    work(network, rounds=3)
    assert network.said == []
    assert states(thread) == ["waiting"] * 4


def test_nothing_of_the_account_comes_in_between(
    network: Threaded, thread: Delivery, queue: Queue
) -> None:
    other = queue("Berita lain")
    Delivery.objects.filter(pk=other.pk).update(next_try=thread.due - timedelta(seconds=1))
    later = queue("Berita ketiga")
    assert later.pk > thread.pk
    work(network, rounds=8)
    words = [text for text, _, _ in network.said]
    assert words.index("Tiga") - words.index("Satu") == 2
    assert set(words) == {"Satu", "Dua", "Tiga", "#Cibinong", "Berita lain", "Berita ketiga"}


def test_an_answer_to_the_public_does_not_wait_for_a_thread(
    network: Threaded, thread: Delivery, queue: Queue
) -> None:
    now = timezone.now()
    work(network, now)
    network.before = [Unavailable("busy", retry_after=timedelta(0))]
    work(network, now)
    queue("Jawaban", kind="reply", reply_to="9")
    work(network, now + SECOND)
    assert [text for text, _, _ in network.said] == ["Satu", "Jawaban"]


def test_a_part_that_cannot_go_out_does_not_hold_up_others_for_long(
    network: Threaded, thread: Delivery, queue: Queue
) -> None:
    now = timezone.now()
    work(network, now)
    thread.parts.update(next_try=now + timedelta(days=1))
    queue("Peringatan banjir")
    work(network, now + SECOND)
    assert len(network.said) == 1
    work(network, now + rules.TOGETHER + SECOND)
    assert network.said[-1][0] == "Peringatan banjir"


def test_a_part_that_fails_leaves_what_is_out_and_goes_on_from_there(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network)
    network.before = [Refused("too long")]
    work(network, rounds=3)
    assert states(thread) == ["sent", "failed", "waiting", "waiting"]
    assert health.oldest_due(timezone.now() + timedelta(hours=1)) is None
    failed = thread.parts.get(part=1)
    actions.retry(dewi, failed)
    work(network, rounds=5)
    assert [text for text, _, _ in network.said] == ["Satu", "Dua", "Tiga", "#Cibinong"]


def test_the_rest_of_a_thread_can_be_left_out(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network)
    network.before = [Refused("too long")]
    work(network)
    assert actions.leave_rest(dewi, thread.parts.get(part=1)) == 3
    work(network, rounds=4)
    assert states(thread) == ["sent", "cancelled", "cancelled", "cancelled"]
    with pytest.raises(actions.TooLate):
        actions.leave_rest(dewi, thread.parts.get(part=2))


def test_the_rest_cannot_be_left_out_while_a_part_may_be_out(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network)
    network.after = [Unconfirmed("gone")]
    work(network)
    with pytest.raises(actions.TooLate):
        actions.leave_rest(dewi, thread.parts.get(part=1))
    assert states(thread) == ["sent", "sending", "waiting", "waiting"]


def test_cancelling_a_post_cancels_what_goes_on_with_it(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    assert actions.cancel(dewi, thread)
    work(network, rounds=3)
    assert network.calls == 0
    assert states(thread) == ["cancelled"] * 4


def test_a_killed_worker_between_two_parts_repeats_neither(
    network: Threaded, thread: Delivery
) -> None:
    now = timezone.now()
    work(network, now)
    jobs = Sender(open_account=lambda _: network).claim(10, now=now, holder="killed")
    jobs[0].work()  # part two is accepted; the worker dies before it can store that
    work(network, now + LEASE * 2, rounds=5)
    assert [text for text, _, _ in network.said] == ["Satu", "Dua", "Tiga", "#Cibinong"]
    assert states(thread) == ["sent"] * 4


def test_nothing_follows_on_what_may_or_may_not_be_out(network: Threaded, thread: Delivery) -> None:
    now = timezone.now()
    network.before = [Unconfirmed("gone")]
    for wait in (0, 6):
        work(network, now + timedelta(seconds=wait), rounds=2)
    assert states(thread) == ["sending", "waiting", "waiting", "waiting"]
    Delivery.objects.filter(pk=thread.pk).update(state="unsure")
    work(network, now + timedelta(days=1), rounds=2)
    assert (network.calls, states(thread)[1:]) == (1, ["waiting"] * 3)


def test_a_person_who_found_it_says_where_and_the_thread_goes_on(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    Delivery.objects.filter(pk=thread.pk).update(state="unsure", committed_at=timezone.now())
    thread.refresh_from_db()
    actions.settle(dewi, thread, sent=True, url="")
    work(network)
    part = thread.parts.get(part=1)
    assert (part.state, part.problem["message"]) == ("failed", chaining.UNKNOWN)
    assert network.calls == 0


def test_words_of_a_part_changed_behind_our_back_are_not_sent(
    network: Threaded, thread: Delivery
) -> None:
    thread.parts.filter(part=1).update(text="Sesuatu yang lain")
    work(network, rounds=3)
    assert states(thread) == ["sent", "failed", "waiting", "waiting"]


def test_a_part_in_another_place_is_not_what_was_approved(
    network: Threaded, thread: Delivery
) -> None:
    thread.parts.filter(part=3).update(part=9)
    work(network, rounds=6)
    assert states(thread) == ["sent", "sent", "sent", "failed"]


def test_every_part_is_asked_about_again(
    network: Threaded, thread: Delivery, approved: dict[str, str]
) -> None:
    work(network)
    approved[""] = "The approval was withdrawn."
    work(network, rounds=3)
    assert states(thread) == ["sent", "failed", "waiting", "waiting"]


def test_a_chain_without_its_links_cannot_be_stored(thread: Delivery) -> None:
    with pytest.raises(IntegrityError):
        thread.parts.filter(part=1).update(head=None)


def test_a_thread_is_taken_down_from_its_end(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    withdrawing.carry_out(made.pk, lambda _: network)
    assert network.gone == ["4", "3", "2", "1"]
    assert set(Withdrawal.objects.values_list("state", flat=True)) == {"gone"}


def test_the_post_stays_until_it_is_known_what_became_of_its_parts(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    network.later = [Unavailable("busy")]
    withdrawing.carry_out(made.pk, lambda _: network)
    assert network.gone == ["3", "2"]
    withdrawing.carry_out(made.pk, lambda _: network)
    assert network.gone == ["3", "2", "4", "1"]


def test_what_waits_of_a_thread_that_is_taken_down_never_goes_out(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network)
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    work(network, rounds=3)
    withdrawing.carry_out(made.pk, lambda _: network)
    assert network.gone == ["1"]
    assert states(thread) == ["sent", "cancelled", "cancelled", "cancelled"]


def test_a_part_on_its_way_while_its_post_is_taken_down_goes_too(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    now = timezone.now()
    work(network, now)
    sender = Sender(open_account=lambda _: network)
    jobs = sender.claim(10, now=now, holder="w1")
    thread.refresh_from_db()
    made = withdrawing.ask(dewi, thread, reason="Salah tanggal")
    sender.store([(job.id, job.work()) for job in jobs], now=now)
    assert states(thread) == ["sent", "sent", "cancelled", "cancelled"]
    withdrawing.carry_out(made.pk, lambda _: network)
    assert network.gone == ["2", "1"]


def test_by_hand_one_part_is_given_out_after_the_other(
    network: Threaded, ayu_account: Account, queue: Queue, dewi: User
) -> None:
    Account.objects.filter(pk=ayu_account.pk).update(by_hand=True)
    head = queue("Satu", further=TWO_MORE[:1])
    work(network, rounds=2)
    assert states(head) == ["by_hand", "waiting"]
    by_hand.done(dewi, Delivery.objects.get(pk=head.pk), url="https://latihan.example/p/1")
    work(network, rounds=2)
    assert states(head) == ["sent", "by_hand"]


def test_withdrawals_of_parts_are_given_out_again(
    network: Threaded, thread: Delivery, dewi: User
) -> None:
    work(network, rounds=4)
    thread.refresh_from_db()
    withdrawing.ask(dewi, thread, reason="Salah tanggal")
    later = timezone.now() + timedelta(minutes=10)
    assert len(withdrawing.due(later)) == 4


def test_after_a_restore_a_part_is_looked_for_and_not_before_its_post_is_known(
    network: Threaded, thread: Delivery
) -> None:
    now = timezone.now()
    made_at = now - timedelta(minutes=30)
    Delivery.objects.update(due=made_at, next_try=made_at)
    work(network, now, rounds=2)  # what went out after the backup, which knows nothing of it
    Delivery.objects.update(state="waiting", committed_at=None, remote_id="", sent_at=None)
    restoring.after_restore(made_at=made_at, now=now)
    work(network, now + SECOND, rounds=1)
    assert states(thread) == ["sent", "sending", "sending", "sending"]
    work(network, now + SECOND, rounds=2)
    assert states(thread)[:2] == ["sent", "sent"]
    assert [text for text, _, _ in network.said] == ["Satu", "Dua"]
