"""An account that its network moves is followed: by an error, by news, by a call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.audit.models import Entry
from sinergi.connectors.contract import Event, Page
from sinergi.connectors.errors import Moved
from sinergi.networks import gateway, renewing
from sinergi.networks.calls import CallReader, Said
from sinergi.networks.listening import Listener
from sinergi.networks.models import Account, NetworkCall
from sinergi.networks.tests.conftest import Network, Queue
from sinergi.networks.tests.test_sending import work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("approved")]

NEW = {"chat": "-1004"}


@pytest.fixture
def account(ayu_account: Account) -> Account:
    credentials = gateway.lock({"token": "rahasia-uji", "chat": "-4"})
    Account.objects.filter(pk=ayu_account.pk).update(credentials=credentials)
    return ayu_account


def kept(account: Account) -> dict[str, str]:
    account.refresh_from_db()
    return gateway.unlock(account.credentials)


def test_a_post_follows_the_account_and_goes_out_once(
    account: Account, network: Network, queue: Queue
) -> None:
    delivery = queue()
    network.before = [Moved("moved to {chat}", credentials=NEW, chat="-1004")]
    work(network)
    assert kept(account) == {"token": "rahasia-uji", "chat": "-1004"}
    work(network, timezone.now() + timedelta(minutes=1))
    delivery.refresh_from_db()
    assert (delivery.state, len(network.visible)) == ("sent", 1)
    assert Entry.objects.filter(verb="account.moved").count() == 1


def test_news_and_a_refused_question_tell_it(account: Account, network: Network) -> None:
    now = timezone.now()
    listener = Listener(open_account=lambda _: network)
    for told in (Page((), "1", changed=NEW), Moved("moved", credentials={"group": "-1005"})):
        Account.objects.update(next_listen=now)
        network.news = [told]
        jobs = listener.claim(1, now=now, holder="w")
        listener.store([(job.id, job.work()) for job in jobs], now=now)
    assert kept(account) == {"token": "rahasia-uji", "chat": "-1004", "group": "-1005"}


def test_a_call_tells_it(account: Account) -> None:
    now = timezone.now()
    row = NetworkCall.objects.create(
        network=account.network, account=account, body=b"{}", received=now, next_try=now
    )
    CallReader().store([(row.pk, Said([Event("", changed=NEW)]))], now=now)
    assert kept(account)["chat"] == "-1004"


def test_saying_it_again_changes_nothing_and_a_disconnected_account_stays_empty(
    account: Account,
) -> None:
    for _ in range(2):
        renewing.changed(account.pk, NEW)
    assert Entry.objects.filter(verb="account.moved").count() == 1
    Account.objects.update(state="closed", credentials=b"")
    renewing.changed(account.pk, NEW)
    account.refresh_from_db()
    assert bytes(account.credentials) == b""
