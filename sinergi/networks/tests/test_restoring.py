"""A restored copy looks before it sends, and never sends blindly what may be out already."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.networks.models import Account, Delivery
from sinergi.networks.restoring import MARGIN, after_restore
from sinergi.networks.sending import Sender
from sinergi.networks.tests.conftest import Network, Queue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

HOUR = timedelta(hours=1)


def work(network: Network, *, rounds: int = 1) -> None:
    """Do rounds of what a worker does, each a little later, so that every wait has passed."""
    now = timezone.now()
    sender = Sender(open_account=lambda _: network)
    for number in range(rounds):
        at = now + number * timedelta(minutes=5)
        jobs = sender.claim(10, now=at, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=at)


def restored(*, hours: int = 2) -> int:
    now = timezone.now()
    return after_restore(made_at=now - hours * HOUR, now=now).looked_for


def test_what_went_out_after_the_backup_is_found_and_not_sent_again(
    network: Network, queue: Queue
) -> None:
    delivery = queue(due=timezone.now() - HOUR)
    network.visible.append((str(delivery.key), delivery.text))
    assert restored() == 1
    work(network, rounds=3)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.remote_id) == ("sent", "1")
    assert network.calls == 0


def test_what_is_not_found_is_left_to_a_person(network: Network, queue: Queue) -> None:
    delivery = queue(due=timezone.now() - HOUR)
    restored()
    work(network, rounds=12)
    delivery.refresh_from_db()
    assert delivery.state == "unsure"
    assert network.calls == 0


def test_what_was_being_sent_at_the_backup_is_looked_for_from_then_on(
    network: Network, queue: Queue
) -> None:
    delivery = queue(due=timezone.now() - 3 * HOUR)
    begun = timezone.now() - 3 * HOUR
    Delivery.objects.filter(pk=delivery.pk).update(
        state="sending", committed_at=begun, holder="old/1", lease=timezone.now() + HOUR
    )
    restored()
    delivery.refresh_from_db()
    assert (delivery.committed_at, delivery.holder, delivery.lease) == (begun, "", None)
    work(network, rounds=12)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("unsure", 0)


def test_an_answer_to_a_citizen_is_looked_for_too(network: Network, queue: Queue) -> None:
    reply = queue(kind="reply", reply_to="7", due=timezone.now() - HOUR)
    restored()
    reply.refresh_from_db()
    assert reply.state == "sending"
    assert reply.committed_at is not None
    assert reply.committed_at < timezone.now() - 2 * HOUR - MARGIN / 2


def test_what_is_due_later_waits_and_goes_out_once(network: Network, queue: Queue) -> None:
    delivery = queue(due=timezone.now() + timedelta(minutes=4))
    done = after_restore(made_at=timezone.now() - HOUR, now=timezone.now())
    assert (done.looked_for, done.still_to_come) == (0, 1)
    work(network, rounds=3)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("sent", 1)


def test_what_a_person_lets_out_is_told_to_whoever_restores(queue: Queue) -> None:
    for state in ("held", "by_hand"):
        Delivery.objects.filter(pk=queue().pk).update(state=state)
    assert after_restore(made_at=timezone.now() - HOUR, now=timezone.now()).still_to_come == 2


def test_what_has_ended_stays_ended(network: Network, queue: Queue) -> None:
    for state in ("failed", "unsure", "cancelled"):
        Delivery.objects.filter(pk=queue().pk).update(state=state)
    assert restored() == 0
    work(network, rounds=3)
    assert network.calls == 0


def test_accounts_are_listened_to_at_once_by_anybody(ayu_account: Account) -> None:
    Account.objects.update(
        listen_holder="old", listen_lease=timezone.now() + HOUR, next_listen=timezone.now() + HOUR
    )
    restored()
    ayu_account.refresh_from_db()
    assert (ayu_account.listen_holder, ayu_account.listen_lease) == ("", None)
    assert ayu_account.next_listen is not None
    assert ayu_account.next_listen <= timezone.now()


def test_the_restore_is_in_the_log(queue: Queue) -> None:
    queue(due=timezone.now() - HOUR)
    restored()
    assert Entry.objects.get(verb="installation.restored").data["looked_for"] == 1
