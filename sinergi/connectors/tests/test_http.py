"""One request over real sockets: whatever happens to it becomes one of the four errors."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from sinergi.connectors import http as room
from sinergi.connectors.errors import (
    ConnectorError,
    Refused,
    SignedOut,
    Unavailable,
    Unconfirmed,
)
from sinergi.connectors.http import call
from sinergi.connectors.tests.raw import (
    OK,
    Behave,
    Raw,
    hang_up_at_once,
    hang_up_without_a_word,
    heard,
    reply,
    say_nothing,
    status,
)

UNANSWERED: dict[str, Behave] = {
    "hangs up while the body is sent": hang_up_at_once,
    "hangs up without a word": hang_up_without_a_word,
    "says nothing": say_nothing,
    "hangs up in the head": reply(b"HTTP/1.1 200 OK\r\nConte"),
    "hangs up in the body": reply(OK + b'Content-Length: 50\r\n\r\n{"id": "1"'),
    "hangs up in a chunk": reply(OK + b"Transfer-Encoding: chunked\r\n\r\n8\r\n{"),
    "speaks no HTTP": reply(b"220 smtp.example ESMTP\r\n"),
    "packs what cannot be unpacked": reply(
        OK + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope"
    ),
    "sends headers without end": reply(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000),
    "answers with a page": status("200 OK", body="<h1>Masuk ke WiFi</h1>"),
    "answers with half": status("200 OK", body='{"id": "1", '),
    "nests without end": status("200 OK", body="[" * 100_000),
    "has a fault": status("500 Internal Server Error", body="<h1>500</h1>"),
    "stands before one that does not answer": status("504 Gateway Timeout"),
}


@pytest.mark.parametrize("behaviour", UNANSWERED)
def test_no_answer_is_nothing_for_a_read_and_a_doubt_for_a_write(
    server: Raw, client: httpx.Client, behaviour: str
) -> None:
    server.behave = UNANSWERED[behaviour]
    body = b"x" * 3_000_000
    with pytest.raises(Unavailable):
        call(client, "GET", server.url)
    with pytest.raises(Unavailable):
        call(client, "POST", server.url, repeatable=True, content=body)
    with pytest.raises(Unconfirmed):
        call(client, "POST", server.url, content=body)
    assert server.connections == 3  # nothing was sent twice


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("400 Bad Request", Refused),
        ("401 Unauthorized", SignedOut),
        ("403 Forbidden", Refused),
        ("404 Not Found", Refused),
        ("408 Request Timeout", Unavailable),
        ("413 Payload Too Large", Refused),
        ("422 Unprocessable Entity", SignedOut),  # without a word: snac2 on a token it knows not
        ("425 Too Early", Unavailable),
        ("429 Too Many Requests", Unavailable),
        ("503 Service Unavailable", Unavailable),
        ("301 Moved Permanently", Refused),
        ("303 See Other", Unconfirmed),
        ("307 Temporary Redirect", Refused),
    ],
)
def test_a_status_says_what_to_do(
    server: Raw, client: httpx.Client, line: str, kind: type[ConnectorError]
) -> None:
    server.behave = status(line, "Location: http://169.254.169.254/\r\n")
    with pytest.raises(ConnectorError) as error:
        call(client, "POST", server.url, json={"status": "Selamat pagi"})
    assert type(error.value) is kind


def test_where_nobody_listens_nothing_was_sent(client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Unavailable, match=r"127\.0\.0\.1 cannot be reached"):
        call(client, "POST", f"http://127.0.0.1:{port}", json={})


def test_nobody_follows_a_redirect_inside(server: Raw, client: httpx.Client) -> None:
    inside = Raw()
    server.behave = status("302 Found", f"Location: {inside.url}/latest/meta-data\r\n")
    with pytest.raises(Refused, match="another address"):
        call(client, "GET", server.url)
    inside.listener.close()
    assert inside.connections == 0


def test_a_very_long_answer_is_not_read(server: Raw, client: httpx.Client) -> None:
    sent = [0]

    def pour(connection: socket.socket) -> None:
        heard(connection)
        connection.sendall(OK + b"\r\n")
        for _ in range(200):
            connection.sendall(b" " * 1_000_000)
            sent[0] += 1

    server.behave = pour
    with pytest.raises(Unavailable):
        call(client, "GET", server.url)
    assert sent[0] < 50


def test_an_answer_that_drips_is_given_up() -> None:
    clock = iter(range(0, 10_000, 10))
    dripping = httpx.Response(
        200, content=(b" " for _ in range(1000)), request=httpx.Request("GET", "http://x.example")
    )
    with pytest.raises(httpx.ReadError):
        room._read(dripping, lambda: float(next(clock)))
    assert next(clock) < 200


def test_what_a_network_cut_within_a_letter_can_be_kept(server: Raw, client: httpx.Client) -> None:
    server.behave = status("200 OK", body='{"text": "Banjir \\ud83c", "name": "Wa\\u0000rga"}')
    assert call(client, "GET", server.url) == {"text": "Banjir \ufffd", "name": "Warga"}


def test_an_empty_answer_is_none(server: Raw, client: httpx.Client) -> None:
    server.behave = status("200 OK")
    assert call(client, "DELETE", server.url) is None
    server.behave = status("204 No Content")
    assert call(client, "POST", server.url) is None


def test_a_networks_own_codes_come_before_the_general_rules(
    server: Raw, client: httpx.Client
) -> None:
    def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
        heard_.append((answer.status_code, answer.headers["X-Wait"], told))
        slow = isinstance(told, dict) and told.get("code") == 80002
        return Unavailable("Later") if slow else None

    heard_: list[tuple[int, str, Any]] = []
    server.behave = status(
        "400 Bad Request", "X-Wait: 7\r\n", body='{"code": 80002, "of": "rahasia"}'
    )
    with pytest.raises(Unavailable):
        call(client, "POST", server.url, meaning=meaning, data={"token": "rahasia"})
    assert heard_ == [(400, "7", {"code": 80002, "of": "…"})]
    server.behave = status("400 Bad Request", "X-Wait: 7\r\n", body='{"code": 1')
    with pytest.raises(Refused):
        call(client, "POST", server.url, meaning=meaning)
    assert heard_[-1] == (400, "7", None)


@pytest.mark.parametrize("spelled", ["1//rahasia", r"1\/\/rahasia", r"1\u002f/rahasia"])
def test_no_secret_comes_back_however_json_spells_it(
    server: Raw, client: httpx.Client, spelled: str
) -> None:
    def meaning(answer: httpx.Response, told: Any) -> ConnectorError | None:
        return Refused("{reason}", reason=told["error"][0]["why"])

    body = f'{{"error": [{{"why": "Token {spelled} is wrong", "{spelled}": 1}}]}}'
    server.behave = status("400 Bad Request", body=body)
    with pytest.raises(Refused) as error:
        call(client, "POST", server.url, meaning=meaning, data={"token": "1//rahasia"})
    assert str(error.value) == "Token … is wrong"
