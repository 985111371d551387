"""What fails, is killed or is forged in the middle of a thread."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from sinergi.connectors.errors import Refused, Unconfirmed
from sinergi.networks import actions, chaining, health, restoring
from sinergi.networks.models import Delivery
from sinergi.networks.sending import LEASE, Sender
from sinergi.networks.tests.chains.conftest import SECOND, Threaded, states, work
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


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
