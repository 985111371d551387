"""What Graph's codes become: one of the four errors, named by what the caller must do."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import httpx
import pytest

from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.graph import Graph, gone
from sinergi.connectors.graph.codes import wait_of

Told = dict[str, Any]


def fails(told: Told, *, write: bool = True, status: int = 400, **headers: str) -> ConnectorError:
    """Return what a request becomes that is answered with this error."""

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(status, json={"error": told}, headers=headers)

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        graph = Graph(client, token="the-token", app_secret="the-secret")
        with pytest.raises(ConnectorError) as raised:
            graph.post("me/feed", message="Halo") if write else graph.get("me")
    return raised.value


@pytest.mark.parametrize("code", [4, 17, 32, 341, 613, 80001, 80002, 80006])
def test_a_limit_said_as_bad_request_did_nothing_and_is_waited_for(code: int) -> None:
    error = fails({"code": code, "message": "Too many calls"})
    assert isinstance(error, Unavailable)
    assert error.retry_after == timedelta(minutes=15)


def test_the_wait_is_the_longest_that_a_business_is_told() -> None:
    told = {"17": [{"type": "pages", "estimated_time_to_regain_access": 3}], "18": []}
    told["18"] = [{"type": "instagram", "estimated_time_to_regain_access": 19}]
    headers = httpx.Headers({"X-Business-Use-Case-Usage": json.dumps(told)})
    assert wait_of(headers) == timedelta(minutes=19)


@pytest.mark.parametrize("told", ["", "{", "[]", "{}", '{"1": 2}', '{"1": [{}]}', '{"1": [3]}'])
def test_a_wait_that_cannot_be_read_is_a_quarter_of_an_hour(told: str) -> None:
    headers = httpx.Headers({"X-Business-Use-Case-Usage": told})
    assert wait_of(headers) == timedelta(minutes=15)


@pytest.mark.parametrize(
    "told",
    [{"code": 190, "error_subcode": 460}, {"code": 190}, {"code": 102, "error_subcode": 463}],
)
def test_a_token_that_ended_is_signed_out(told: Told) -> None:
    assert isinstance(fails({**told, "message": "Session expired"}), SignedOut)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, {"code": 1}),
        (400, {"code": 2}),
        (503, {"code": 9007}),
        (400, {"code": 99, "is_transient": True}),
        (400, {"code": -1, "error_subcode": 2207001}),
    ],
)
def test_a_fault_of_theirs_is_later_for_a_read_and_a_doubt_for_a_write(
    status: int, told: Told
) -> None:
    assert isinstance(fails(told, status=status), Unconfirmed)
    assert isinstance(fails(told, status=status, write=False), Unavailable)


def test_what_is_blocked_may_be_out_and_is_no_limit() -> None:
    told = {"code": 4, "error_subcode": 2207051, "message": "Action is blocked"}
    assert isinstance(fails(told), Unconfirmed)
    assert isinstance(fails(told, write=False), Refused)


@pytest.mark.parametrize(
    "told",
    [{"code": 506}, {"code": 368}, {"code": 100}, {"code": 1, "error_subcode": 2207057}],
)
def test_a_no_is_a_no_with_its_code_and_its_reason(told: Told) -> None:
    error = fails({**told, "message": "for programs", "error_user_msg": "Untuk <b>orang</b>"})
    assert isinstance(error, Refused)
    assert error.facts["code"] == told["code"]
    assert str(error).endswith("Untuk orang")


@pytest.mark.parametrize("code", [3, 10, 200, 299])
def test_a_missing_permission_is_a_no_that_says_what_to_do(code: int) -> None:
    error = fails({"code": code, "message": "Requires pages_messaging."})
    assert isinstance(error, Refused)
    assert "Connect the account again." in str(error)


def test_what_is_not_there_is_gone_and_a_wrong_parameter_is_not() -> None:
    missing = fails({"code": 100, "error_subcode": 33})
    wrong = fails({"code": 100, "error_subcode": 2207010})
    assert isinstance(missing, Refused)
    assert isinstance(wrong, Refused)
    assert (gone(missing), gone(wrong)) == (True, False)


@pytest.mark.parametrize("told", [{}, {"code": "190"}, {"code": True}, {"code": None}])
def test_an_error_that_is_not_built_as_graphs_is_left_to_the_general_rules(told: Told) -> None:
    assert isinstance(fails(told, status=401), SignedOut)
    assert isinstance(fails(told, status=400), Refused)


def test_no_reason_shows_the_token_it_repeats() -> None:
    error = fails({"code": 100, "message": "Bad the-token"})
    assert "the-token" not in f"{error} {error.facts}"
