"""Calls of networks that come twice, in any order, from somebody else, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from sinergi.connectors.exam.standin import StandIn
from sinergi.connectors.tiktok.tests import standin as tiktok
from sinergi.connectors.tiktok.tests.tokens import OPEN_ID
from sinergi.connectors.whatsapp.tests import standin as whatsapp
from sinergi.connectors.whatsapp.tests.world import PHONE
from sinergi.inbox.models import Conversation
from sinergi.networks.models import Account, Delivery, NetworkCall
from sinergi.notices.models import Notice
from tests.faults import table
from tests.faults.callers import CALLING, Told, forged
from tests.faults.door import Door
from tests.faults.stage import Stage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("approved", "enabled", "pages"),
]

ONCE, AWAY = "each message once", "turned away"


def door(standin: StandIn, number: str, account: Account, fault: str = "") -> Door:
    """Open the door to a network, one post of ours being out there; or ``fault`` happened to it."""
    Conversation.objects.all().delete()
    Delivery.objects.all().delete()
    Account.objects.update(state="connected", cursor="", issued=None, next_care=None)
    stage = Stage(standin, account, "Jadwal layanan", timezone.now())
    stage.play(fault)
    return Door(stage, number)


# -- what people say -----------------------------------------------------------------------------


def duplicated(told: Told, at: Door) -> str:
    for _ in range(2):
        for call in (*told.calls, *told.calls):
            assert at.called(call) == 200
        at.read()
    return said_once(told, at)


def out_of_order(told: Told, at: Door) -> str:
    for call in reversed(told.calls):
        assert at.called(call) == 200
        at.read()
    return said_once(told, at)


def from_somebody_else(told: Told, at: Door) -> str:
    for call in told.calls:
        assert {at.called(false) for false in forged(call)} == {403}
    assert not NetworkCall.objects.exists()
    assert at.heard() == []
    return AWAY


def lost(told: Told, at: Door) -> str:
    """A network that cannot be asked goes on calling; the others are asked."""
    told.unheard()
    if at.listens:
        return f"found by the poll, {said_once(told, at)}"
    for call in told.calls:
        assert at.called(call) == 200
    at.read()
    return f"heard when the network calls again, {said_once(told, at)}"


def said_once(told: Told, at: Door) -> str:
    """The inbox holds each message once, also after a poll that tells of them too."""
    assert not NetworkCall.objects.exists()
    if at.listens:
        at.poll()
    heard = at.heard()
    assert len(heard) == len(set(heard)) == len(told.calls), heard
    return ONCE


FAULTS: dict[str, Callable[[Told, Door], str]] = {
    "duplicated": duplicated,
    "out of order": out_of_order,
    "forged": from_somebody_else,
    "lost": lost,
}


@pytest.mark.parametrize("network", sorted(CALLING))
def test_however_it_is_called_the_inbox_holds_each_message_once(
    network: str, ayu_account: Account
) -> None:
    happened = {}
    for fault, play in FAULTS.items():
        told = CALLING[network]()
        happened[fault] = play(told, door(told.standin, told.account, ayu_account))
    table.compare(network, table.CALLS, happened)


# -- what became of what we said -----------------------------------------------------------------


def test_what_tiktok_tells_of_a_post_counts_once_and_only_from_tiktok(ayu_account: Account) -> None:
    happened = {}
    for fault in ("duplicated", "out of order"):
        network = tiktok.StandIn()
        at = door(network, OPEN_ID, ayu_account)
        network.moderate()
        told = network.told * 2
        for call in told if fault == "duplicated" else reversed(told):
            assert at.called(call) == 200
            at.read()
        row = Delivery.objects.get()
        assert (row.state, set(row.receipts)) == ("sent", {"sent"})
        assert row.url.startswith("https://www.tiktok.com/")
        happened[fault] = "counted once"
    happened["lost"] = never_told(ayu_account)
    happened["forged"] = forged_by_tiktok(ayu_account)
    happened["told later that it is not out"] = rejected_later(ayu_account)
    happened["told that access was taken away"] = taken_away(ayu_account)
    table.compare("tiktok", table.CALLS, happened)


def never_told(account: Account) -> str:
    """TikTok's calls do not get through to us: it is asked, again and again, for a day."""
    network = tiktok.StandIn()
    at = door(network, OPEN_ID, account)
    assert "sent" not in Delivery.objects.get().receipts
    network.moderate()
    Account.objects.update(next_care=timezone.now())  # connected accounts are visited
    for minutes in (5, 15):
        at.read(after=timedelta(minutes=minutes))
    row = Delivery.objects.get()
    assert (row.state, set(row.receipts)) == ("sent", {"sent"})
    assert row.url.startswith("https://www.tiktok.com/")
    return "found by asking, counted once"


def forged_by_tiktok(account: Account) -> str:
    network = tiktok.StandIn()
    at = door(network, OPEN_ID, account)
    told = {"publish_id": Delivery.objects.get().remote_id, "reason": "internal"}
    for false in forged(network.call("post.publish.failed", told)):
        assert at.called(false) == 403
    at.read()
    assert Delivery.objects.get().state == "sent"
    return AWAY


def rejected_later(account: Account) -> str:
    """TikTok took the video, and would not show it after it had looked at it."""
    network = tiktok.StandIn()
    at = door(network, OPEN_ID, account)
    told = {"publish_id": Delivery.objects.get().remote_id, "reason": "spam_risk_text"}
    for job in network.work.jobs.values():
        job |= {"failed": "spam_risk_text", "at": 0}
    for _ in range(2):
        assert at.called(network.call("post.publish.failed", told)) == 200
        at.read()
    assert Delivery.objects.get().problem["facts"]["reason"]
    return table.words(at.stage.ended())


def taken_away(account: Account) -> str:
    """Nobody listens to TikTok, but what it calls is looked after; people are told once."""
    network = tiktok.StandIn()
    at = door(network, OPEN_ID, account)
    network.tokens.access = network.tokens.refresh = "taken away"
    for _ in range(2):
        assert at.called(network.call("authorization.removed", {"reason": 1})) == 200
        at.read()
    account.refresh_from_db()
    assert account.state == "signed_out"
    assert Notice.objects.filter(kind="account.signed_out").count() == 1
    return "signed out, and people are told once"


def test_what_whatsapp_calls_settles_what_nobody_could_know(ayu_account: Account) -> None:
    stands = whatsapp.StandIn()
    at = door(stands, PHONE, ayu_account, fault="cut after acceptance")
    assert at.stage.ended().state == "unsure"
    (message,) = stands.network.sent
    for state in ("read", "sent", "delivered", "sent"):  # in any order, some twice
        call = whatsapp.call(stands.network.became(message, state))
        assert {at.called(false) for false in forged(call)} == {403}
        assert at.called(call) == 200
        at.read()
    row = Delivery.objects.get()
    assert (row.state, set(row.receipts)) == ("sent", {"read", "sent", "delivered"})
    assert row.remote_id.endswith(message)
    assert at.stage.ended().public == 1
