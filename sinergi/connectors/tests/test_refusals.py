"""What a network says is understood, and what people read of it is fit to be read."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.connectors.answers import understanding
from sinergi.connectors.errors import (
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.http import call
from sinergi.connectors.refusals import patience, words

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "asked", "seconds"),
    [
        ("Retry-After", "7", 7),
        ("Retry-After", "1.5", 1.5),
        ("Retry-After", "0", 0),
        ("Retry-After", "Tue, 24 Nov 2026 05:02:00 GMT", 120),
        ("Retry-After", "Tue, 24 Nov 2026 04:00:00 GMT", 0),
        ("X-RateLimit-Reset", "2026-11-24T05:05:00.000Z", 300),
        ("X-RateLimit-Reset", "2026-11-24T05:05:00.000000+00:00", 300),
        ("X-RateLimit-Reset", "1795496460", 60),
        ("Retry-After", "", None),
        ("Retry-After", "later", None),
        ("Retry-After", "-1", None),
        ("Retry-After", "9999999", None),
        ("Retry-After", "Tue, 24 Nov 99999999999999999999 05:02:00 GMT", None),
        ("X-RateLimit-Reset", "2026-11-24T05:05:00", None),
        ("X-RateLimit-Remaining", "7", None),
    ],
)
def test_a_wait_is_understood_in_every_way_it_is_written(
    name: str, asked: str, seconds: float | None
) -> None:
    wait = None if seconds is None else timedelta(seconds=seconds)
    assert patience(httpx.Headers({name: asked}), NOW) == wait


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"error": "Tidak boleh"}', "Tidak boleh"),
        (b'{"error": "invalid_grant", "error_description": "Kode salah"}', "Kode salah"),
        (b'{"message": "Penuh"}', "Penuh"),
        (b'{"other": 1}', ""),
        (b"<h1>Tidak</h1>\n <p>boleh &amp; titik</p>", "Tidak boleh & titik"),
        (b"\xff\xfe", "\ufffd\ufffd"),
        (b"", ""),
    ],
)
def test_a_networks_own_words_are_read(body: bytes, told: str) -> None:
    assert words(body) == told


@pytest.mark.parametrize("broken", [KeyError("x"), TypeError(), ValueError(), OverflowError()])
def test_what_cannot_be_taken_apart_is_said_to_be_so(broken: Exception) -> None:
    readable = understanding("https://sosial.example")
    with pytest.raises(Unavailable, match=r"sosial\.example answered"), readable:
        raise broken
    written = understanding("https://sosial.example", harmless=False)
    with pytest.raises(Unconfirmed), written:
        raise broken


def test_an_error_of_the_four_passes_through() -> None:
    with pytest.raises(SignedOut), understanding("https://sosial.example"):
        raise SignedOut("Reconnect")


@given(
    code=st.integers(200, 599),
    body=st.binary(max_size=200) | st.text(alphabet='{}[]":,0eid-', max_size=40).map(str.encode),
    retry=st.text(max_size=30),
    method=st.sampled_from(["GET", "POST", "DELETE"]),
)
def test_no_answer_at_all_brings_anything_but_the_four(
    code: int, body: bytes, retry: str, method: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(code, content=body, headers=[(b"Retry-After", retry.encode())])

    with (
        httpx.Client(transport=httpx.MockTransport(answer)) as client,
        contextlib.suppress(Refused, SignedOut, Unavailable, Unconfirmed),
    ):
        call(client, method, "http://sosial.example/")
