"""How Graph is asked: the token, its proof, parameters, lists."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from sinergi.connectors.errors import SignedOut, Unavailable
from sinergi.connectors.graph import Graph, flag, moment, number

Answer = Callable[[httpx.Request], httpx.Response]


def graph(answer: Answer, **given: str) -> Graph:
    return Graph(httpx.Client(transport=httpx.MockTransport(answer)), **{"token": "t0k", **given})


def test_the_token_is_proved_and_never_part_of_an_address() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={})

    asked = graph(answer, app_secret="s3cret")
    asked.get("me", fields="id")
    asked.post("me/feed", message="Halo", published=False, attached_media=[{"media_fbid": "1"}])
    proof = hmac.new(b"s3cret", b"t0k", hashlib.sha256).hexdigest()
    for request in seen:
        assert request.headers["Authorization"] == "Bearer t0k"
        assert request.url.params["appsecret_proof"] == proof
        assert "t0k" not in str(request.url)
    assert {name: values[0] for name, values in parse_qs(seen[1].read().decode()).items()} == {
        "message": "Halo",
        "published": "false",
        "attached_media": '[{"media_fbid": "1"}]',
    }


def test_another_host_is_asked_at_its_own_base() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"at": str(request.url)})

    asked = graph(answer, base="https://graph.threads.net/v1.0")
    assert asked.get("/me")["at"] == "https://graph.threads.net/v1.0/me"
    assert asked.host == "graph.threads.net"


def pages(*told: Any) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        number = int(request.url.params.get("after", "0"))
        paging = {"cursors": {"after": str(number + 1)}}
        if number + 1 < len(told):
            paging["next"] = {"ignored": "it holds the token"}
        return httpx.Response(200, json={"data": told[number], "paging": paging})

    return answer


def test_a_list_is_read_to_its_end() -> None:
    assert [*graph(pages([1, 2], [], [3])).listed("me/feed")] == [1, 2, 3]


def test_a_list_that_cannot_be_read_to_its_end_is_not_short() -> None:
    with pytest.raises(Unavailable):
        [*graph(pages(*[[1]] * 9)).listed("me/feed", most=3)]


@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b'{"data": null}', b'{"data": {}}'])
def test_what_is_no_list_is_not_an_empty_one(body: bytes) -> None:
    with pytest.raises(Unavailable):
        [*graph(lambda _: httpx.Response(200, content=body)).listed("me/feed")]


@pytest.mark.parametrize("token", ["tôken", "to\ud800ken"])
def test_a_token_no_header_can_carry_was_never_given(token: str) -> None:
    with pytest.raises(SignedOut):
        graph(lambda _: httpx.Response(200), token=token, app_secret="s").get("me")


def test_times_figures_and_answers_are_taken_only_as_what_they_are() -> None:
    assert moment("2026-11-24T15:00:00+0700").isoformat() == "2026-11-24T08:00:00+00:00"
    with pytest.raises(ValueError, match="zone"):
        moment("2026-11-24T15:00:00")
    assert [number(value) for value in (3, 0, None, "3", True)] == [3, 0, None, None, None]
    with pytest.raises(TypeError):
        flag(None)
