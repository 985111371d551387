"""Never twice, never lost, never silent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from sinergi.audit import queries as audit
from sinergi.audit.models import Entry
from sinergi.connectors.errors import Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.networks import actions
from sinergi.networks.models import Account, Delivery
from sinergi.networks.rules import CRASHES
from sinergi.networks.sending import LEASE, Sender
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.work.loop import Crashed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


def work(network: Network, at: datetime | None = None, *, rounds: int = 1) -> None:
    """Do rounds of what a worker does, one job after the other, at a moment of our choosing."""
    now = at or timezone.now()
    sender = Sender(open_account=lambda _: network)
    for _ in range(rounds):
        jobs = sender.claim(10, now=now, holder="w1")
        sender.store([(job.id, job.work()) for job in jobs], now=now)


def test_a_post_that_is_another_deliverys_is_for_a_person_to_look_at(
    network: Network, queue: Queue
) -> None:
    earlier, delivery = queue(), queue()
    Delivery.objects.filter(pk=earlier.pk).update(
        state="sent", sent_at=timezone.now(), remote_id="1"
    )
    work(network)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.remote_id) == ("unsure", "")
    assert "another post" in delivery.problem["message"]
    assert delivery.tries.get().outcome == "unsure"


def test_a_due_delivery_goes_out_once(network: Network, queue: Queue) -> None:
    delivery = queue()
    work(network, rounds=3)
    delivery.refresh_from_db()
    assert network.visible == [(str(delivery.key), "Layanan Sabtu tetap buka")]
    assert (delivery.state, delivery.remote_id, delivery.attempts) == ("sent", "1", 1)
    assert delivery.tries.get().outcome == "sent"
    assert audit.verify().broken == ""
    assert Entry.objects.filter(verb="delivery.sent", object_id=str(delivery.pk)).exists()


def test_nothing_goes_out_before_its_time(network: Network, queue: Queue) -> None:
    queue(due=timezone.now() + timedelta(minutes=5))
    work(network)
    assert network.visible == []


def test_without_anyone_above_to_approve_nothing_is_sent(
    network: Network, queue: Queue, approved: dict[str, str]
) -> None:
    approved[""] = "The approval was withdrawn."
    delivery = queue()
    work(network, rounds=2)
    delivery.refresh_from_db()
    assert network.calls == 0
    assert (delivery.state, delivery.problem["message"]) == (
        "failed",
        "The approval was withdrawn.",
    )


def test_words_changed_behind_our_back_are_not_sent(network: Network, queue: Queue) -> None:
    delivery = queue()
    Delivery.objects.filter(pk=delivery.pk).update(text="Sesuatu yang lain")
    work(network)
    delivery.refresh_from_db()
    assert network.calls == 0
    assert delivery.state == "failed"


def test_a_killed_worker_after_the_claim_loses_nothing(network: Network, queue: Queue) -> None:
    delivery, now = queue(), timezone.now()
    Sender(open_account=lambda _: network).claim(10, now=now, holder="killed")
    work(network, now + LEASE / 2)
    assert network.visible == []
    work(network, now + LEASE * 2)  # looks: not there
    for wait in (10, 40, 120):
        work(network, now + LEASE * 2 + timedelta(seconds=wait), rounds=2)
    delivery.refresh_from_db()
    assert len(network.visible) == 1
    assert delivery.state == "sent"


def test_a_killed_worker_after_acceptance_does_not_send_again(
    network: Network, queue: Queue
) -> None:
    delivery, now = queue(), timezone.now()
    jobs = Sender(open_account=lambda _: network).claim(10, now=now, holder="killed")
    jobs[0].work()  # accepted by the network; the worker dies before it can store that
    work(network, now + LEASE * 2, rounds=3)
    delivery.refresh_from_db()
    assert len(network.visible) == 1
    assert (delivery.state, delivery.remote_id) == ("sent", "1")


def test_a_lost_answer_is_looked_for_and_found(network: Network, queue: Queue) -> None:
    delivery, now = queue(), timezone.now()
    network.after = [Unconfirmed("gone")]
    work(network, now)
    delivery.refresh_from_db()
    assert delivery.state == "sending"
    work(network, now + timedelta(seconds=6))
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("sent", 1)


def test_what_was_never_accepted_is_sent_anew_with_the_same_key_and_then_asked_about(
    network: Network, queue: Queue
) -> None:
    delivery, now = queue(), timezone.now()
    network.before = [Unconfirmed("cut"), Unconfirmed("cut")]
    for minute in range(8):
        work(network, now + timedelta(minutes=minute), rounds=2)
    delivery.refresh_from_db()
    assert (network.calls, network.visible, delivery.state) == (2, [], "unsure")


def test_a_person_settles_what_is_unsure(network: Network, queue: Queue, ayu: object) -> None:
    delivery = queue()
    Delivery.objects.filter(pk=delivery.pk).update(
        state="unsure", committed_at=timezone.now(), attempts=2
    )
    actions.settle(ayu, delivery, sent=False)  # type: ignore[arg-type]  # a fixture's value
    work(network, rounds=2)
    delivery.refresh_from_db()
    assert (delivery.state, len(network.visible)) == ("sent", 1)
    with pytest.raises(actions.TooLate):
        actions.settle(ayu, delivery, sent=True)  # type: ignore[arg-type]


def test_a_busy_network_is_given_the_time_it_asks_for(network: Network, queue: Queue) -> None:
    delivery, now = queue(), timezone.now()
    network.before = [Unavailable("slow down", retry_after=timedelta(minutes=3))]
    work(network, now)
    work(network, now + timedelta(minutes=2))
    assert network.calls == 1
    work(network, now + timedelta(minutes=3, seconds=1))
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("sent", 2)


def test_a_refusal_is_final_and_said(network: Network, queue: Queue) -> None:
    delivery = queue()
    network.before = [Refused("Too long for {network}", network="Mastodon")]
    work(network, rounds=3)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("failed", 1)
    assert delivery.problem["facts"] == {"network": "Mastodon"}


def test_a_post_in_doubt_is_looked_for_again_when_access_was_renewed(
    network: Network, queue: Queue, ayu_account: Account
) -> None:
    delivery, now = queue(), timezone.now()
    Account.objects.update(network="x", issued=now - timedelta(hours=2))
    network.after, network.finding = [Unconfirmed("lost")], [SignedOut("ended")]
    work(network, now)
    work(network, now + timedelta(seconds=6))
    delivery.refresh_from_db()
    ayu_account.refresh_from_db()
    renewal = (ayu_account.state, ayu_account.renew_at)
    assert (delivery.state, renewal) == ("sending", ("connected", now + timedelta(seconds=6)))
    work(network, now + timedelta(minutes=1))
    delivery.refresh_from_db()
    assert (delivery.state, len(network.visible)) == ("sent", 1)


def test_a_look_that_finds_access_gone_says_so_at_once(
    network: Network, queue: Queue, ayu_account: Account
) -> None:
    delivery, now = queue(), timezone.now()
    Account.objects.update(network="mastodon")
    network.after, network.finding = [Unconfirmed("lost")], [SignedOut("gone")]
    work(network, now)
    work(network, now + timedelta(seconds=6))
    delivery.refresh_from_db()
    ayu_account.refresh_from_db()
    assert (delivery.state, ayu_account.state) == ("unsure", "signed_out")


def test_a_signed_out_account_keeps_its_posts_waiting(
    network: Network, queue: Queue, ayu_account: Account
) -> None:
    delivery, now = queue(), timezone.now()
    network.before = [SignedOut("no")]
    work(network, now)
    work(network, now + timedelta(hours=1))
    delivery.refresh_from_db()
    ayu_account.refresh_from_db()
    assert (delivery.state, ayu_account.state, network.calls) == ("waiting", "signed_out", 1)
    Account.objects.update(state="connected")
    work(network, now + timedelta(hours=2))
    assert len(network.visible) == 1


def test_an_account_sends_one_thing_at_a_time_in_order(network: Network, queue: Queue) -> None:
    now = timezone.now()
    second = queue("kedua", due=now - timedelta(seconds=1))
    first = queue("pertama", due=now - timedelta(seconds=2))
    sender = Sender(open_account=lambda _: network)
    jobs = sender.claim(10, now=now, holder="w1")
    assert [job.id for job in jobs] == [first.pk]
    assert sender.claim(10, now=now, holder="w2") == []
    sender.store([(job.id, job.work()) for job in jobs], now=now)
    work(network, now)
    second.refresh_from_db()
    assert [text for _, text in network.visible] == ["pertama", "kedua"]


def test_uploads_are_kept_step_by_step_and_not_repeated(network: Network, queue: Queue) -> None:
    media = [{"file": f"f{i}", "name": "a.png", "mime": "image/png", "size": 1} for i in (0, 1)]
    delivery = queue(media=media)
    Delivery.objects.filter(pk=delivery.pk).update(progress={"media0": "id-0"})
    work(network, rounds=3)
    delivery.refresh_from_db()
    assert network.prepared == ["media1"]
    assert (delivery.state, delivery.attempts) == ("sent", 1)


def test_a_fault_of_ours_before_anything_is_visible_is_tried_again(
    network: Network, queue: Queue
) -> None:
    media = [{"file": "f", "name": "a.png", "mime": "image/png", "size": 1}]
    delivery, now = queue(media=media), timezone.now()
    sender = Sender(open_account=lambda _: network)
    (job,) = sender.claim(10, now=now, holder="w1")
    sender.store([(job.id, Crashed("OperationalError", job.mark))], now=now)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.problem["kind"]) == ("waiting", "Crashed")
    work(network, now + timedelta(minutes=1), rounds=2)
    delivery.refresh_from_db()
    assert (delivery.state, network.calls) == ("sent", 1)


def test_a_fault_of_ours_that_goes_on_is_told(network: Network, queue: Queue) -> None:
    media = [{"file": "f", "name": "a.png", "mime": "image/png", "size": 1}]
    delivery, now = queue(media=media), timezone.now()
    sender = Sender(open_account=lambda _: network)
    for minutes in range(5):
        at = now + timedelta(minutes=10 * minutes)
        for job in sender.claim(10, now=at, holder="w1"):
            sender.store([(job.id, Crashed("KeyError", job.mark))], now=at)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, network.calls) == ("failed", CRASHES, 0)


def test_what_waits_can_be_cancelled_until_it_is_taken(
    network: Network, queue: Queue, ayu: object
) -> None:
    early, late = queue(due=timezone.now() + timedelta(hours=1)), queue("lain")
    assert actions.cancel(ayu, early)  # type: ignore[arg-type]
    work(network, rounds=2)
    assert not actions.cancel(ayu, late)  # type: ignore[arg-type]
    assert [text for _, text in network.visible] == ["lain"]
