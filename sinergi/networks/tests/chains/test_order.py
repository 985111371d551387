"""A thread goes out part by part: in order, each once, and nothing comes in between."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.errors import Unavailable
from sinergi.networks import by_hand, rules
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.chains.conftest import SECOND, TWO_MORE, Threaded, states, work
from sinergi.networks.tests.conftest import Queue
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


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
