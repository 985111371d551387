"""What the rooms above hold stands still: it is no failure, and nothing that is late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.networks import actions, by_hand, health, signals
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work
from sinergi.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

HELD = signals.Held("Not now")


def test_what_is_held_stands_still_and_is_not_late(
    network: Network, queue: Queue, verdict: dict[str, str]
) -> None:
    verdict[""] = HELD
    row = queue()
    work(network)
    row.refresh_from_db()
    assert (row.state, row.lease, row.attempts) == (Delivery.State.HELD, None, 0)
    assert row.problem["message"] == "Not now"
    verdict[""] = ""
    work(network)
    assert network.visible == []
    assert list(health.overdue(timezone.now() + timedelta(hours=1))) == []


def test_what_is_held_is_moved_or_cancelled_by_its_room(
    network: Network, queue: Queue, verdict: dict[str, str], ayu: User
) -> None:
    verdict[""] = HELD
    first = queue()
    work(network)
    second = queue("Yang kedua")
    work(network)
    verdict[""] = ""
    assert actions.move(ayu, first, timezone.now())
    assert actions.cancel(ayu, second)
    work(network)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.problem, second.state) == ("sent", {}, "cancelled")


def test_words_changed_behind_our_back_are_refused_not_held(
    network: Network, queue: Queue, verdict: dict[str, str]
) -> None:
    verdict[""] = HELD
    row = queue()
    Delivery.objects.update(text="Berubah")
    work(network)
    row.refresh_from_db()
    assert row.state == Delivery.State.FAILED


def test_what_was_taken_back_from_a_person_may_have_been_published_a_moment_before(
    queue: Queue, ayu: User, ayu_account: Account
) -> None:
    Account.objects.update(by_hand=True)
    row, other = queue(), queue("Yang kedua")
    Delivery.objects.update(state=Delivery.State.BY_HAND)
    assert actions.take_back(ayu, [row, other], "Not now") == 2
    assert actions.take_back(ayu, [row], "Not now") == 0
    by_hand.done(ayu, row, url="https://latihan.example/@kecamatan.cibinong/7")
    row.refresh_from_db()
    assert row.state == Delivery.State.SENT
