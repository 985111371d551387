"""The number, and what it lacks."""

from __future__ import annotations

import json

import httpx
import pytest

from sinergi.connectors.errors import (
    Refused,
)
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn


def test_an_account_is_its_number(office: WhatsApp) -> None:
    me = office.identify()
    assert (me.handle, me.name) == ("+62 811-0000-1111", "Kecamatan Cibinong")
    assert (me.url, me.remote_id) == ("https://wa.me/6281100001111", "106540352242922")


def test_an_account_that_has_all_misses_nothing(office: WhatsApp) -> None:
    assert office.missing() == []


def test_what_is_missing_is_said(stand_in: StandIn, network: Network) -> None:
    network.subscribed, network.quality, network.name_status = [], "RED", "DECLINED"
    told = [missing.what for missing in bare(stand_in).missing()]
    assert [what.split(":")[0] for what in told] == [
        "WhatsApp does not call us",
        "Many people have blocked or reported this number; it may be barred soon.",
        "WhatsApp does not show the name of this number",
    ]


def bare(stand_in: StandIn) -> WhatsApp:
    return WhatsApp(stand_in.credentials, httpx.Client(transport=stand_in.transport()))


def test_without_the_apps_secret_that_is_what_is_missing() -> None:
    def answered(request: httpx.Request) -> httpx.Response:
        assert "appsecret_proof" not in request.url.params
        return httpx.Response(200, content=json.dumps({"data": [{"id": "1"}]}))

    with httpx.Client(transport=httpx.MockTransport(answered)) as http:
        office = WhatsApp({"token": "t", "phone": "1", "business": "2"}, http)
        (missing,) = office.missing()
    assert "cannot be believed" in missing.what


@pytest.mark.parametrize("node", ["", "+62811", "12/../34", "١"])
def test_an_id_that_is_none_is_never_put_into_an_address(node: str, stand_in: StandIn) -> None:
    with httpx.Client(transport=stand_in.transport()) as http, pytest.raises(Refused):
        WhatsApp({**stand_in.credentials, "phone": node}, http).identify()
    assert not stand_in.network.asked
