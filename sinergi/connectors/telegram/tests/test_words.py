"""How Telegram counts, and how its messages are named."""

from __future__ import annotations

import re

import httpx
import pytest

from sinergi.connectors.errors import Refused, SignedOut
from sinergi.connectors.telegram import Telegram
from sinergi.connectors.telegram.words import LINK, Place, address, length, place


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("Bogor", 5), ("é", 1), ("🙏", 2), ("🙏🏽", 4), ("👨‍👩‍👧", 8)]
)
def test_text_counts_as_utf_16(text: str, units: int) -> None:
    assert length(text) == units


def test_a_message_is_named_by_chat_and_number() -> None:
    assert place("-1001/55") == Place("-1001", 55)
    assert place("-1001/55+") == Place("-1001", 55, album=True)
    assert place("501/7").alone
    assert Place("-1001", 55, album=True).remote_id == "-1001/55+"


@pytest.mark.parametrize("name", ["", "55", "a/b", "-1001/55/..", "-1001/", "٣/٣"])
def test_what_names_no_message_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        place(name)


@pytest.mark.parametrize(
    ("link", "handle", "number"),
    [
        ("https://t.me/kec_cibinong/55", "kec_cibinong", "55"),
        ("https://t.me/s/kec_cibinong/55", "kec_cibinong", "55"),
        ("https://t.me/kec_cibinong/55?single", "kec_cibinong", "55"),
        ("https://t.me/c/1234567890/55", None, "55"),
    ],
)
def test_the_link_of_a_post_tells_its_channel(link: str, handle: str | None, number: str) -> None:
    fits = re.fullmatch(LINK, link)
    assert fits is not None
    assert (fits["handle"], fits["id"]) == (handle, number)


def test_only_large_chats_have_addresses() -> None:
    assert address({"id": -1001234567890}, 5) == "https://t.me/c/1234567890/5"
    assert address({"id": -1234}, 5) == ""
    assert address({"id": 501, "username": "sari"}, 5) == ""


@pytest.mark.parametrize("token", ["", "abc", "7:a/../b", "7:é", "7:a b"])
def test_a_token_that_is_none_is_never_put_into_an_address(token: str) -> None:
    def reached(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request.url)

    with httpx.Client(transport=httpx.MockTransport(reached)) as http, pytest.raises(SignedOut):
        Telegram({"token": token, "chat": "@a"}, http).identify()
