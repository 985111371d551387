"""What can go wrong with a bot, and what comes of it."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from sinergi.connectors.contract import Draft, Published
from sinergi.connectors.errors import Moved, Refused, SignedOut, Unavailable, Unconfirmed
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.house import find, send
from sinergi.connectors.telegram.tests.standin import StandIn
from sinergi.connectors.telegram.tests.world import CHANNEL, TOKEN


def test_telegrams_wait_stands_in_the_answer_itself(office: Telegram, stand_in: StandIn) -> None:
    stand_in.troubles["flood"]()
    with pytest.raises(Unavailable) as wait:
        send(office, Draft("Satu"))
    assert wait.value.retry_after == timedelta(seconds=7)
    send(office, Draft("Satu"))
    assert list(stand_in.public()) == ["Satu"]


def test_a_token_that_was_revoked_signs_the_account_out(
    office: Telegram, stand_in: StandIn
) -> None:
    stand_in.troubles["token revoked"]()
    with pytest.raises(SignedOut):
        send(office, Draft("Satu"))
    assert list(stand_in.public()) == []


def test_a_bot_that_was_removed_says_what_to_do(office: Telegram, stand_in: StandIn) -> None:
    stand_in.troubles["bot removed"]()
    with pytest.raises(Refused, match=r"bot was kicked.* Make it an administrator again"):
        send(office, Draft("Satu"))


def test_a_chat_that_has_a_new_number_says_so_and_nothing_was_done(
    office: Telegram, stand_in: StandIn
) -> None:
    stand_in.troubles["group upgraded"]()
    with pytest.raises(Moved, match="number is -1009999999999 now") as moved:
        send(office, Draft("Satu"))
    assert moved.value.credentials["chat"] == "-1009999999999"
    assert list(stand_in.public()) == []


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_after_a_doubt_the_post_is_there_once_and_found(fault: faults.Fault) -> None:
    stand_in = StandIn()
    wire = faults.Wire(stand_in.transport())
    with httpx.Client(transport=wire) as http:
        office, draft = Telegram(stand_in.credentials, http), stand_in.draft("Sekali saja")
        wire.fault = fault
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="k", progress={})
        wire.fault = None
        assert find(office, draft) == Published(f"{CHANNEL}/2", "https://t.me/kec_cibinong/2")
    assert list(stand_in.public()) == ["Sekali saja"]


def test_a_request_nobody_took_leaves_nothing_behind(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.unreachable
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable):
        Telegram(stand_in.credentials, http).publish(Draft("Satu"), key="k", progress={})
    assert list(stand_in.public()) == []


def test_a_protected_channel_cannot_be_looked_into(stand_in: StandIn) -> None:
    told = (
        '{"ok": false, "error_code": 400, "description": "Bad Request: CHAT_FORWARDS_RESTRICTED"}'
    )
    wire = faults.Wire(stand_in.transport())
    wire.fault, wire.writes_only = faults.says(400, told), True
    with httpx.Client(transport=wire) as http, pytest.raises(Refused, match="RESTRICTED"):
        find(Telegram(stand_in.credentials, http), Draft("Satu"))


def test_a_page_that_repeats_the_address_does_not_show_the_token(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.says(404, f"<p>/bot{TOKEN}/sendMessage was not found</p>")
    with httpx.Client(transport=wire) as http, pytest.raises(Refused) as no:
        Telegram(stand_in.credentials, http).publish(Draft("Satu"), key="k", progress={})
    assert "was not found" in str(no.value)
    assert TOKEN not in str(no.value)
