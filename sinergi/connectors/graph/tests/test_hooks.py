"""How Meta calls us: its check of our address, its signature, the parts of a call."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from sinergi.connectors.contract import Call
from sinergi.connectors.graph import answer_to, entries, signed

CHECK = {"hub.mode": "subscribe", "hub.verify_token": "kata-kami", "hub.challenge": "1158"}


def test_the_address_is_proved_with_our_own_word() -> None:
    assert answer_to(Call("GET", CHECK, {}), "kata-kami") == "1158"


@pytest.mark.parametrize(
    ("method", "change", "expected"),
    [
        ("GET", {"hub.verify_token": "tebakan"}, "kata-kami"),
        ("GET", {"hub.verify_token": "kåta"}, "kata-kami"),
        ("GET", {"hub.mode": "unsubscribe"}, "kata-kami"),
        ("GET", {"hub.verify_token": ""}, ""),
        ("POST", {}, "kata-kami"),
    ],
)
def test_nobody_else_learns_that_it_is_ours(
    method: str, change: dict[str, str], expected: str
) -> None:
    assert answer_to(Call(method, CHECK | change, {}), expected) is None


def call(body: bytes, signature: str) -> Call:
    return Call("POST", {}, {"x-hub-signature-256": signature}, body)


def test_only_what_is_signed_as_it_came_is_genuine() -> None:
    body = b'{"object":"page","entry":[],"nama":"\\u00e9"}'
    right = "sha256=" + hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert signed(call(body, right), "s3cret")
    assert not signed(call(body + b" ", right), "s3cret")
    assert not signed(call(body, right), "other")
    assert not signed(call(body, right), "")
    assert not signed(call(body, right.replace("sha256", "sha1")), "s3cret")
    assert not signed(call(body, "sha256=é"), "s3cret")
    assert not signed(Call("POST", {}, {}, body), "s3cret")


def test_one_misshapen_part_keeps_no_other_away() -> None:
    change = {"field": "feed", "value": {"item": "comment"}}
    parts: list[Any] = [
        None,
        {"id": None},
        {"id": 7, "time": "kemarin", "changes": [None, {"field": 1}, {"field": "x"}, change]},
        {"id": "8", "time": 1763971200, "messaging": [1, {"message": {"mid": "m"}}]},
    ]
    told = json.dumps({"object": "page", "entry": parts}).encode()
    seven, eight = entries(told, "page")
    assert (seven.account, list(seven.changes)) == ("7", [("feed", {"item": "comment"})])
    assert (eight.time, list(eight.messages)) == (1763971200.0, [{"message": {"mid": "m"}}])


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[",
        b"[]",
        b"null",
        b'{"object": "user"}',
        b'{"object": "page", "entry": 3}',
        b"[" * 99999,
    ],
)
def test_what_is_no_call_about_us_says_nothing(body: bytes) -> None:
    assert entries(body, "page") == []
