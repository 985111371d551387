"""What a network repeats of our secrets is shown to nobody."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.errors import (
    Refused,
)
from sinergi.connectors.http import call
from sinergi.connectors.tests.raw import (
    Raw,
    status,
)


@pytest.mark.parametrize("part", ["json", "data", "params"])
def test_what_a_network_repeats_of_our_secrets_is_taken_out(
    server: Raw, client: httpx.Client, part: str
) -> None:
    told = '{"error": "no: token-5f2c, secret-of-the-app, the-code-1, v-v-v-v (the-client)"}'
    server.behave = status("400 Bad Request", body=told)
    given = {
        "client_id": "the-client",
        "client_secret": "secret-of-the-app",
        "code": "the-code-1",
        "code_verifier": "v-v-v-v",
    }
    bearer = {"Authorization": "Bearer token-5f2c"}
    with pytest.raises(Refused) as refused:
        call(client, "POST", server.url, headers=bearer, **{part: given})  # type: ignore[arg-type]
    assert "no: …, …, …, … (the-client)" in str(refused.value)
    assert "token-5f2c" not in str(refused.value.facts)


def test_a_secret_in_the_address_is_taken_out_when_the_connector_names_it(
    server: Raw, client: httpx.Client
) -> None:
    server.behave = status("404 Not Found", body="<p>/bot77:rahasia/getMe is not here</p>")
    with pytest.raises(Refused) as refused:
        call(client, "GET", f"{server.url}/bot77:rahasia/getMe", secrets=("77:rahasia", ""))
    assert "/bot…/getMe is not here" in str(refused.value)
