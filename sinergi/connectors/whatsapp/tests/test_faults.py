"""What can go wrong with an answer, and what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.exam import wire as faults
from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.house import send
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn
from sinergi.connectors.whatsapp.tests.world import No


@pytest.mark.parametrize(
    ("trouble", "error", "wait"),
    [
        ("rate limit as 400", Unavailable, 15 * 60),
        ("too many at once", Unavailable, 60),
        ("too many to one person", Unavailable, 60),
        ("number restricted", Unavailable, 3600),
        ("window closed", Refused, None),
        ("person unreachable", Refused, None),
        ("token revoked", SignedOut, None),
    ],
)
def test_each_trouble_is_the_right_error_and_sends_nothing(
    office: WhatsApp,
    stand_in: StandIn,
    trouble: str,
    error: type[ConnectorError],
    wait: int | None,
) -> None:
    stand_in.troubles[trouble]()
    with pytest.raises(error) as raised:
        send(office, stand_in.draft("Halo"))
    asked = getattr(raised.value, "retry_after", None)
    assert asked == (timedelta(seconds=wait) if wait else None)
    assert list(stand_in.public()) == []
    send(office, stand_in.draft("Halo"))
    assert list(stand_in.public()) == ["Halo"]


@pytest.mark.parametrize("code", [2, 131000, 131016])
def test_a_fault_of_theirs_is_a_doubt_for_a_message(
    office: WhatsApp, stand_in: StandIn, network: Network, code: int
) -> None:
    network.armed.append(No(400 if code != 2 else 500, code, "Something went wrong"))
    with pytest.raises(Unconfirmed):
        send(office, stand_in.draft("Halo"))


def test_a_no_is_told_with_its_details(office: WhatsApp, stand_in: StandIn) -> None:
    with pytest.raises(Refused, match="at most 4096 long"):
        send(office, stand_in.draft("a" * 4097))


@pytest.mark.parametrize("fault", [faults.lost, faults.cut_answering, faults.broken_after])
def test_after_a_doubt_the_message_is_there_once_and_a_receipt_settles_it(
    fault: faults.Fault, stand_in: StandIn, network: Network
) -> None:
    wire = faults.Wire(stand_in.transport())
    with httpx.Client(transport=wire) as http:
        office, draft = WhatsApp(stand_in.credentials, http), stand_in.draft("Sekali saja")
        wire.fault = fault
        with pytest.raises(Unconfirmed):
            office.publish(draft, key="kunci", progress={})
        wire.fault = None
        now = datetime.now(UTC)
        assert office.find(draft, key="kunci", progress={}, since=now, known=frozenset()) is None
    assert list(stand_in.public()) == ["Sekali saja"]
    assert [said["biz_opaque_callback_data"] for said in network.sent.values()] == ["kunci"]


def test_a_request_nobody_took_leaves_nothing_behind(stand_in: StandIn) -> None:
    wire = faults.Wire(stand_in.transport())
    wire.fault = faults.unreachable
    with httpx.Client(transport=wire) as http, pytest.raises(Unavailable):
        WhatsApp(stand_in.credentials, http).publish(stand_in.draft("a"), key="k", progress={})
    assert list(stand_in.public()) == []
