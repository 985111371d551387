"""Proofs that a request comes from whom it says, with the nonce the server wants."""

from __future__ import annotations

import pytest

from sinergi.connectors.bluesky import proofs
from sinergi.connectors.bluesky.tests.asked import Told
from sinergi.connectors.bluesky.tests.gate import ISSUER
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.signing import sign_in
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.bluesky.tests.tokens import raw, verified
from sinergi.connectors.contract import Draft
from sinergi.connectors.errors import Unavailable


def test_a_nonce_that_changes_on_the_way_makes_no_second_post(
    standin: BlueskyStandIn, network: Network
) -> None:
    office, kept = standin.office(sign_in(standin).credentials), dict[str, str]()
    office.prepare(Draft("Sekali"), key="k", progress={}, keep=kept.__setitem__)
    network.gate.nonce = "nonce-2"
    office.publish(Draft("Sekali"), key="k", progress=kept)
    assert standin.public() == ["Sekali"]


def test_a_server_that_is_never_content_with_a_nonce_did_nothing(
    standin: BlueskyStandIn, network: Network
) -> None:
    office, kept = standin.office(sign_in(standin).credentials), dict[str, str]()
    office.prepare(Draft("Nanti"), key="k", progress={}, keep=kept.__setitem__)

    def again() -> None:
        raise Told(401, "use_dpop_nonce", "Nonce wanted", DPoP_Nonce="lain")

    network.next_trouble += [("putRecord", again), ("putRecord", again)]
    with pytest.raises(Unavailable):
        office.publish(Draft("Nanti"), key="k", progress=kept)
    assert standin.public() == []


def test_a_proof_says_what_the_specification_asks() -> None:
    key = proofs.new_key()
    made = proofs.proof(key, "POST", f"{ISSUER}/a?b=c#d", nonce="n", token="t")
    head, body = verified(made)
    assert head["jwk"] == proofs.public(key)
    assert (body["htm"], body["htu"], body["nonce"]) == ("POST", f"{ISSUER}/a", "n")
    assert body["ath"] == proofs.digest("t")
    assert len(raw(made.split(".")[2])) == 64
