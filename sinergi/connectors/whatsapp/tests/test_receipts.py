"""What became of our messages, as WhatsApp calls to say."""

from __future__ import annotations

import pytest

from sinergi.connectors.whatsapp import WhatsApp
from sinergi.connectors.whatsapp.tests.network import Network
from sinergi.connectors.whatsapp.tests.standin import StandIn, call


def test_receipts_come_with_our_key_in_any_order(
    office: WhatsApp, stand_in: StandIn, network: Network
) -> None:
    sent = office.publish(stand_in.draft("Halo"), key="kunci-1", progress={})
    (made,) = network.sent
    states = ("read", "sent", "delivered", "sent")
    told = network.became(made, "read")
    told["statuses"] = [network.became(made, state)["statuses"][0] for state in states]
    (event,) = office.events(call(told).body)
    assert [r.state for r in event.receipts] == list(states)
    assert {(r.key, r.remote_id) for r in event.receipts} == {("kunci-1", sent.remote_id)}


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (131047, "More than 24 hours have passed"),
        (131026, "cannot reach this person"),
        (999999, "Message failed to send."),
    ],
)
def test_a_message_that_failed_says_why(
    office: WhatsApp, stand_in: StandIn, network: Network, code: int, reason: str
) -> None:
    office.publish(stand_in.draft("Halo"), key="kunci-1", progress={})
    (made,) = network.sent
    (event,) = office.events(call(network.became(made, "failed", code)).body)
    (receipt,) = event.receipts
    assert receipt.state == "failed"
    assert reason in receipt.reason
