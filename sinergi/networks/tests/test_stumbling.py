"""One delivery about which nobody can be asked holds up no other, and is never sent meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sinergi.networks import actions, health, rules, signals
from sinergi.networks.models import Account, Delivery
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work
from sinergi.people.models import User
from sinergi.units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

BROKEN = "Yang rusak"


class Stumble:
    """A room above that stumbles over one delivery, as long as ``how`` says so."""

    def __init__(self) -> None:
        self.how = "code"

    def __call__(self, sender: object, deliveries: list[Delivery], **_: Any) -> dict[int, str]:
        if any(row.text == BROKEN for row in deliveries):
            if self.how == "code":
                raise KeyError("account")
            if self.how == "database":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT nothing_there FROM networks_delivery")
        return {}


@pytest.fixture
def stumble() -> Iterator[Stumble]:
    room = Stumble()
    signals.may_send.connect(room)
    yield room
    signals.may_send.disconnect(room)


@pytest.fixture
def broken(queue: Queue) -> Delivery:
    """It is due first."""
    return queue(BROKEN, due=timezone.now() - timedelta(minutes=5))


def words(network: Network) -> list[str]:
    return [text for _, text in network.visible]


@pytest.mark.parametrize("how", ["code", "database"])
def test_it_is_put_by_with_its_reason_and_the_others_go_out(
    how: str,
    stumble: Stumble,
    broken: Delivery,
    queue: Queue,
    network: Network,
    citra_account: Account,
) -> None:
    stumble.how = how
    others = [queue("Yang lain", account=citra_account), queue("Sesudahnya")]
    now = timezone.now() + timedelta(seconds=1)
    work(network, now)
    work(network, now)
    assert sorted(words(network)) == ["Sesudahnya", "Yang lain"]
    assert {Delivery.objects.get(pk=row.pk).state for row in others} == {"sent"}
    broken.refresh_from_db()
    assert (broken.state, broken.lease, broken.attempts) == ("waiting", None, 0)
    assert (broken.committed_at, broken.problem["kind"]) == (None, rules.STUMBLED)
    assert broken.problem["facts"]["kind"] in {"KeyError", "OperationalError", "ProgrammingError"}
    assert broken.next_try > now


def test_it_is_asked_about_ever_more_seldom_and_goes_out_once_it_can(
    stumble: Stumble, broken: Delivery, network: Network
) -> None:
    now, waits = timezone.now(), []
    for _ in range(8):
        work(network, now)
        broken.refresh_from_db()
        waits.append((broken.next_try - now).total_seconds())
        now = broken.next_try
    assert waits == [15, 60, 300, 900, 1800, 3600, 3600, 3600]
    assert network.visible == []
    stumble.how = ""
    work(network, now)
    broken.refresh_from_db()
    assert (words(network), broken.state, broken.problem) == ([BROKEN], "sent", {})


def test_what_people_publish_says_no_more_that_it_could_not_be_asked_about(
    stumble: Stumble, queue: Queue, network: Network, ayu: User, tree: dict[str, Unit]
) -> None:
    handmade = actions.keep_by_hand(ayu, tree["cibinong"], "mastodon", handle="@a@sosial.example")
    row = queue(BROKEN, account=handmade)
    work(network)
    row.refresh_from_db()
    assert row.problem["kind"] == rules.STUMBLED
    stumble.how = ""
    work(network, row.next_try)
    row.refresh_from_db()
    assert (row.state, row.problem) == ("by_hand", {})


def test_what_may_not_go_out_is_not_sent_because_it_could_not_be_asked_about(
    stumble: Stumble, broken: Delivery, network: Network, verdict: dict[str, str]
) -> None:
    work(network)
    verdict[""], stumble.how = "Nobody has approved this.", ""
    broken.refresh_from_db()
    work(network, broken.next_try)
    broken.refresh_from_db()
    assert (network.visible, broken.state) == ([], "failed")


def test_files_that_cannot_be_read_from_its_row_hold_up_no_other(
    queue: Queue, network: Network, citra_account: Account
) -> None:
    wrong = queue(BROKEN, media=[{"name": "a.jpg"}])
    queue("Yang lain", account=citra_account)
    work(network, timezone.now() + timedelta(seconds=1))
    wrong.refresh_from_db()
    assert (words(network), wrong.state) == (["Yang lain"], "waiting")
    assert wrong.problem["facts"] == {"kind": "KeyError", "tries": 1}


@pytest.mark.usefixtures("stumble")
def test_its_account_and_the_health_of_all_say_so(broken: Delivery, network: Network) -> None:
    now = timezone.now()
    work(network, now)
    assert list(health.overdue(now)) == [broken]
    assert health.stumbling() == 1
