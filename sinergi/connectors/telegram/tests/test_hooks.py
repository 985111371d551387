"""Being called by Telegram, and asking beside it."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.contract import Call, Draft
from sinergi.connectors.errors import Unavailable
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.tests.network import Network
from sinergi.connectors.telegram.tests.standin import StandIn, signed

ADDRESS = "https://sinergi.example/kait/telegram/rahasia"


def test_telegram_is_told_our_address_and_says_our_secret(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    office.set_hook(ADDRESS)
    office.set_hook(ADDRESS)
    call = stand_in.hook(network.write("Halo"))
    assert office.challenge(call) is None
    assert office.genuine(call)
    (event,) = office.events(call.body)
    assert event.account == ""
    assert [item.text for item in event.items] == ["Halo"]


def test_a_call_that_was_forged_is_not_believed(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    update = network.write("Halo")
    assert not office.genuine(signed(update, "tebakan"))
    assert not office.genuine(Call("POST", {}, {}, b"{}"))
    with httpx.Client(transport=stand_in.transport()) as http:
        office.set_hook(ADDRESS)
        nobody = Telegram({"chat": "@kec_cibinong"}, http)
        assert not nobody.genuine(stand_in.hook(update))


def test_called_and_asked_we_hear_the_same_with_the_same_name(
    office: Telegram, stand_in: StandIn, network: Network
) -> None:
    office.publish(Draft("Pengumuman"), key="k", progress={})
    update = network.comment("Kapan?", 2)
    called = office.events(stand_in.hook(update).body)[0].items
    assert list(called) == list(office.listen(None).items)
    again = office.events(stand_in.hook(update).body)[0].items
    assert called == again


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{}", b'{"message": 1}', b'{"message": {}}', b"\xff", b"[" * 9999],
)
def test_a_call_that_cannot_be_read_says_nothing(office: Telegram, body: bytes) -> None:
    assert office.events(body) == ()


def test_while_telegram_calls_us_asking_brings_nothing_and_is_no_error(
    office: Telegram, network: Network
) -> None:
    office.set_hook(ADDRESS)
    page = office.listen("5@5")
    assert (list(page.items), page.cursor, page.more) == ([], "5@5", False)
    assert network.hook["url"]


def test_where_telegram_does_not_get_through_what_waits_is_fetched(
    office: Telegram, network: Network
) -> None:
    office.set_hook(ADDRESS)
    network.write("Tidak sampai")
    assert office.listen(None).more is False  # it waits, but nothing failed yet
    network.hook |= {"last_error_date": 1, "last_error_message": "Connection refused"}
    assert "Connection refused" in [m.facts.get("reason") for m in office.missing()]
    page = office.listen(None)
    assert page.more
    assert [item.text for item in office.listen(page.cursor).items] == ["Tidak sampai"]


def test_two_who_ask_with_one_token_are_a_refusal_that_is_told(stand_in: StandIn) -> None:
    told = (
        '{"ok": false, "error_code": 409, "description": "Conflict: terminated by other getUpdates '
        'request; make sure that only one bot instance is running"}'
    )
    wire = faults.Wire(stand_in.transport())
    wire.fault = lambda request, forward: (
        faults.says(409, told)(request, forward)
        if "getUpdates" in request.url.path
        else forward(request)
    )
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable, match="another program"):
        Telegram(stand_in.credentials, http).listen(None)
