"""What no connector publishes is published by people, and is unsent until they say where it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.lib.text import No
from sinergi.networks import actions, by_hand, today
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work
from sinergi.notices.models import Notice
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]


@pytest.fixture
def handmade(ayu: User, tree: dict[str, Unit]) -> Account:
    return actions.keep_by_hand(
        ayu, tree["cibinong"], "mastodon", handle="@cibinong@sosial.example"
    )


@pytest.fixture
def delivery(queue: Queue, handmade: Account, network: Network) -> Delivery:
    made = queue(account=handmade)
    work(network)
    made.refresh_from_db()
    return made


def test_what_is_due_becomes_a_task_and_not_a_request(
    delivery: Delivery, network: Network, ayu: User, citra: User
) -> None:
    assert (delivery.state, network.calls) == ("by_hand", 0)
    assert [t.title for t in today.today_for(ayu)] == [delivery.text]
    assert today.today_for(citra) == []
    assert Notice.objects.get(user=ayu).kind == "delivery.by_hand"


def test_nothing_is_handed_out_that_nobody_approved(
    queue: Queue, handmade: Account, network: Network, approved: dict[str, str]
) -> None:
    approved[""] = "The approval was withdrawn."
    made = queue(account=handmade)
    work(network)
    made.refresh_from_db()
    assert made.state == "failed"


def test_the_link_that_is_pasted_back_says_that_it_is_out(delivery: Delivery, ayu: User) -> None:
    by_hand.done(ayu, delivery, url="https://sosial.example/@cibinong/114")
    delivery.refresh_from_db()
    assert (delivery.state, delivery.settled_by) == ("sent", ayu)
    with pytest.raises(No, match="changed meanwhile"):
        by_hand.done(ayu, delivery, url="https://sosial.example/@cibinong/114")


@pytest.mark.parametrize("url", ["", "cibinong", "javascript:alert(1)", "https://sosial.example"])
def test_what_is_no_link_of_a_post_is_not_taken(delivery: Delivery, ayu: User, url: str) -> None:
    with pytest.raises(No):
        by_hand.done(ayu, delivery, url=url)
    delivery.refresh_from_db()
    assert delivery.state == "by_hand"


def test_the_same_name_on_another_server_is_another_account(delivery: Delivery, ayu: User) -> None:
    with pytest.raises(No) as refused:
        by_hand.done(ayu, delivery, url="https://lain.example/@cibinong/114")
    assert refused.value.facts["theirs"] == "cibinong@lain.example"


def test_people_are_reminded_until_it_is_published(delivery: Delivery, ayu: User) -> None:
    now = timezone.now()
    assert by_hand.remind(now) == 0
    assert by_hand.remind(now + timedelta(minutes=31)) == 1
    assert by_hand.remind(now + timedelta(minutes=31)) == 0
    assert by_hand.remind(now + timedelta(minutes=31 + 121)) == 1
    by_hand.done(ayu, delivery, url="https://sosial.example/@cibinong/114")
    assert by_hand.remind(now + timedelta(days=9)) == 0


def test_an_account_by_hand_needs_a_name(ayu: User, tree: dict[str, Unit]) -> None:
    with pytest.raises(No):
        actions.keep_by_hand(ayu, tree["cibinong"], "mastodon", handle=" \0 ")
