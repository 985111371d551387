"""Whatever a person types as an address, and what of it is shown."""

from __future__ import annotations

import contextlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.answers import host_of
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    Unavailable,
)
from sinergi.connectors.http import call


@given(st.text() | st.text(alphabet="htps:/@[].:%x-0 ").map(lambda t: f"http://{t}"))
def test_no_address_brings_anything_but_the_four(url: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={})

    assert host_of(url).isprintable()
    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as client,
        contextlib.suppress(Refused, Unavailable),
    ):
        call(client, "GET", url)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://mastodon sosial", "mastodon sosial"),
        ("https://mastodon,social/api", "mastodon,social"),
        ("https://sösial.example", "sösial.example"),
        ("https://xn--ssial-jua.example", "sösial.example"),
        ("https://ayu%3Arahasia%40sosial", "sosial"),
        ("https://so%0Asial%00.id", "so sial .id"),
    ],
)
def test_a_misspelt_server_is_shown_as_it_was_typed(
    typed: str, shown: str, client: httpx.Client
) -> None:
    assert host_of(typed) == shown


def test_a_name_and_password_in_an_address_are_nobodys_business(client: httpx.Client) -> None:
    assert host_of("https://ayu:rahasia@sosial.example:8443/x") == "sosial.example"
    assert "rahasia" not in host_of("https://ayu:rahasia@[bad")
    with pytest.raises(ConnectorError) as error:
        call(client, "GET", "http://ayu:rahasia@127.0.0.1:9/")
    assert "rahasia" not in str(error.value)
