"""Who the installation is to the servers people sign in on, and how it proves that."""

from __future__ import annotations

from sinergi.connectors.bluesky import client, proofs
from sinergi.connectors.bluesky.tests.pretend import Network
from sinergi.connectors.bluesky.tests.signing import LOCAL, PUBLIC, SITE, sign_in
from sinergi.connectors.bluesky.tests.standin import BlueskyStandIn
from sinergi.connectors.bluesky.tests.store import HANDLES, OFFICE


def test_the_document_of_the_installation_says_who_we_are() -> None:
    told = client.metadata(SITE, PUBLIC)
    assert told["client_id"] == client.client_id(PUBLIC) == f"{SITE}/bluesky/client-metadata.json"
    assert told["redirect_uris"] == [PUBLIC]
    assert told["dpop_bound_access_tokens"] is True
    assert told["token_endpoint_auth_method"] == "none"
    assert client.client_id(LOCAL).startswith("http://localhost?redirect_uri=http%3A%2F%2F127")


def test_an_app_with_a_key_proves_itself(standin: BlueskyStandIn, network: Network) -> None:
    key = proofs.new_key()
    told = client.metadata(SITE, PUBLIC, key)
    assert told["token_endpoint_auth_method"] == "private_key_jwt"
    keys = told["jwks"]
    assert isinstance(keys, dict)
    assert "d" not in keys["keys"][0]
    network.gate.public_keys[f"{SITE}{client.PATH}"] = keys["keys"][0]
    access = sign_in(standin, PUBLIC, {"app_key": key})
    assert "app_key" not in access.credentials
    assert access.credentials["dpop"] != key
    fresh = standin.office({**access.credentials, "app_key": key}).renew()
    assert standin.office(fresh.credentials).identify().handle == f"@{HANDLES[OFFICE]}"
