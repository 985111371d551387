"""Connecting an account, on a server that answers as Mastodon's documentation says."""

from __future__ import annotations

import httpx
import pytest

from sinergi.connectors.errors import ConnectorError, Refused, Unavailable
from sinergi.connectors.mastodon import Mastodon
from sinergi.connectors.mastodon.answers import address

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "typed",
    [
        "sosial.example",
        " Sosial.Example ",
        "https://sosial.example/",
        "https://sosial.example/@cibinong",
        "@cibinong@sosial.example",
        "cibinong@sosial.example",
        "https://name:password@sosial.example/x?y#z",
        "sosial.example/about",
    ],
)
def test_a_server_may_be_typed_in_many_ways(typed: str) -> None:
    assert address(typed) == "https://sosial.example"


def test_a_server_without_encryption_must_be_asked_for() -> None:
    assert address("http://127.0.0.1:8080/x") == "http://127.0.0.1:8080"


@pytest.mark.parametrize(
    "typed", ["", "   ", "@", "https://", "a b", "xn--a", "[::1", "\x00", "💥"]
)
def test_what_is_no_server_is_refused_or_unreachable(typed: str) -> None:
    with httpx.Client() as client, pytest.raises((Refused, Unavailable)):
        Mastodon({"server": typed}, client).begin(
            redirect="http://127.0.0.1:9/", state="s", verifier="v" * 43
        )


@pytest.mark.parametrize("token", ["tôken", "to\nken", "to\x00ken"])
def test_a_token_no_header_can_carry_is_one_of_the_errors(token: str) -> None:
    with httpx.Client() as client, pytest.raises(ConnectorError):
        Mastodon({"server": "http://127.0.0.1:9", "token": token}, client).identify()


def test_the_verifier_must_be_the_one_of_the_beginning(office: Mastodon) -> None:
    step = office.begin(redirect="http://127.0.0.1:9/", state="s", verifier="v" * 43)
    code = httpx.URL(office.api.http.get(step.url).headers["Location"]).params["code"]
    with pytest.raises(Refused) as refused:
        office.finish(
            code=code,
            redirect="http://127.0.0.1:9/",
            verifier="w" * 43,
            remembered=step.remember,
        )
    assert "authorization grant is invalid" in str(refused.value)


def test_the_limits_are_the_servers_and_only_types_we_can_make(office: Mastodon) -> None:
    limits = office.limits()
    assert (limits.text, limits.images, limits.image_bytes) == (500, 4, 16777216)
    assert limits.image_types == ("image/jpeg", "image/png")
    assert limits.video_rates == (0, 120)
