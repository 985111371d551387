"""What people say reaches the room above, and the cursor moves with it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sinergi.connectors.contract import Page
from sinergi.connectors.errors import SignedOut, Unavailable
from sinergi.networks import signals
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account
from sinergi.networks.tests.conftest import Network, incoming

pytestmark = pytest.mark.django_db


def listen(network: Network, seconds: int = 0) -> int:
    now = timezone.now() + timedelta(seconds=seconds)
    listener = Listener(open_account=lambda _: network)
    jobs = listener.claim(10, now=now, holder="w1")
    listener.store([(job.id, job.work()) for job in jobs], now=now)
    return len(jobs)


def test_news_is_passed_up_and_the_cursor_moves(network: Network, ayu_account: Account) -> None:
    told: list[str] = []

    def hear(sender: object, account: Account, items: list[Any], **_: Any) -> None:
        told.extend(item.remote_id for item in items)

    signals.heard.connect(hear)
    network.news = [Page((incoming("7"), incoming("8")), "8")]
    listen(network)
    signals.heard.disconnect(hear)
    ayu_account.refresh_from_db()
    assert told == ["7", "8"]
    assert (ayu_account.cursor, ayu_account.failures) == ("8", 0)
    assert ayu_account.last_read is not None


def test_when_the_room_above_fails_the_cursor_stays(network: Network, ayu_account: Account) -> None:
    def stumble(sender: object, **_: Any) -> None:
        raise ValueError

    signals.heard.connect(stumble)
    network.news = [Page((incoming("7"),), "7")]
    with pytest.raises(ValueError):  # noqa: PT011  # any fault of a room above
        listen(network)
    signals.heard.disconnect(stumble)
    ayu_account.refresh_from_db()
    assert ayu_account.cursor == ""


def test_a_silent_network_is_asked_less_often(network: Network, ayu_account: Account) -> None:
    network.news = [Unavailable("down"), Unavailable("down")]
    assert listen(network) == 1
    assert listen(network, 1) == 0
    ayu_account.refresh_from_db()
    assert (ayu_account.state, ayu_account.failures) == ("connected", 1)


def test_a_signed_out_account_is_marked_and_left_alone(
    network: Network, ayu_account: Account
) -> None:
    network.news = [SignedOut("no")]
    listen(network)
    ayu_account.refresh_from_db()
    assert ayu_account.state == "signed_out"
    assert listen(network, 3600) == 0


def test_a_read_begun_before_an_account_was_reconnected_does_not_sign_it_out(
    network: Network, ayu_account: Account
) -> None:
    now = timezone.now()
    listener = Listener(open_account=lambda _: network)
    (job,) = listener.claim(10, now=now, holder="w1")
    network.news = [SignedOut("the old access"), SignedOut("this one, too")]
    outcome = job.work()
    Account.objects.update(issued=now)
    listener.store([(job.id, outcome)], now=now + timedelta(seconds=20))
    ayu_account.refresh_from_db()
    assert (ayu_account.state, ayu_account.failures) == ("connected", 1)
    listen(network, 600)
    ayu_account.refresh_from_db()
    assert ayu_account.state == "signed_out"


def test_two_workers_do_not_ask_at_the_same_time(network: Network, ayu_account: Account) -> None:
    now = timezone.now()
    listener = Listener(open_account=lambda _: network)
    assert len(listener.claim(10, now=now, holder="w1")) == 1
    assert listener.claim(10, now=now, holder="w2") == []
