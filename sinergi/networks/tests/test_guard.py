"""Connectors cannot be talked into private addresses, and secrets stay where they are."""

from __future__ import annotations

import gzip
import ipaddress
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import httpcore
import httpx
import pytest

from sinergi.connectors.errors import Unconfirmed
from sinergi.connectors.http import call
from sinergi.connectors.tests.raw import OK, Behave, Raw, reply
from sinergi.lib import unpacking
from sinergi.networks import guard

HERE = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "0.0.0.0",
     "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1", "::10.0.0.1", "::ffff:0:10.0.0.1",
     "64:ff9b::10.0.0.1", "64:ff9b:1::1.1.1.1", "2002:0a00:0001::1", "fec0::1", "192.0.0.192"],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    assert not guard.allowed(address, [])


def test_public_addresses_and_named_exceptions_are_allowed() -> None:
    assert guard.allowed("1.1.1.1", [])
    assert guard.allowed("127.0.0.11", HERE)
    assert guard.allowed("64:ff9b::1.1.1.1", [])  # where there is no IPv4, DNS64 names all so
    assert guard.allowed("2606:4700:4700::1111", [])


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/"])
def test_the_client_refuses_before_a_socket_is_opened(url: str) -> None:
    with guard.client() as http, pytest.raises(httpx.ConnectError, match="private address"):
        http.get(url)


class Many(guard.GuardedBackend):
    """Knows a name with many addresses, at the last of which somebody answers."""

    def __init__(self, number: int) -> None:
        super().__init__(HERE)
        self.number = number

    def _resolve(self, host: str, port: int) -> list[str]:
        return [*(f"127.0.1.{n}" for n in range(1, self.number)), "127.0.0.1"]


def test_a_name_with_very_many_addresses_holds_nobody_up() -> None:
    with telling() as (port, _):
        Many(guard.TRIED).connect_tcp("kota.test", port, timeout=5).close()
        with pytest.raises(httpcore.ConnectError):
            Many(guard.TRIED + 1).connect_tcp("kota.test", port, timeout=5)


@contextmanager
def telling() -> Iterator[tuple[int, list[BaseHTTPRequestHandler]]]:
    """Yield the port of a server that gives a cookie, and what it was asked."""
    asked: list[BaseHTTPRequestHandler] = []

    class Teller(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self)
            self.send_response(200)
            self.send_header("Set-Cookie", "session=1")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Teller)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()


def packed(packing: str, body: bytes) -> Behave:
    head = f"Content-Encoding: {packing}\r\nContent-Length: {len(body)}\r\n\r\n"
    return reply(OK + head.encode() + body)


def test_what_comes_packed_is_unpacked_a_little_at_a_time() -> None:
    server, told, small = Raw(), b"[" + b" " * 300_000_000 + b"]", b'{"id": "1"}'
    with guard.client(["127.0.0.0/8"]) as http:
        server.behave = packed("gzip", gzip.compress(told, 1))
        with http.stream("GET", server.url) as answer:
            assert len(next(answer.iter_bytes())) <= unpacking.PIECE
        server.behave = packed("GZIP", gzip.compress(small))
        assert http.get(server.url).json() == {"id": "1"}
    server.listener.close()


@pytest.mark.parametrize(
    ("packing", "pack"),
    [("br", brotli.compress), ("gzip, gzip", lambda b: gzip.compress(gzip.compress(b)))],
)
def test_what_is_packed_in_a_way_nobody_asked_for_is_no_answer(
    packing: str, pack: Callable[[bytes], bytes]
) -> None:
    server = Raw()
    server.behave = packed(packing, pack(b" " * 1_000_000))
    with guard.client(["127.0.0.0/8"]) as http, pytest.raises(Unconfirmed, match="did not answer"):
        call(http, "POST", server.url, json={})
    server.listener.close()


def test_the_way_out_asks_for_what_it_unpacks_whichever_client_takes_it() -> None:
    with telling() as (port, asked), guard.client(["127.0.0.0/8"]) as ours:
        for http in (ours, httpx.Client(transport=ours._transport)):
            http.get(f"http://127.0.0.1:{port}/")
    assert [one.headers["Accept-Encoding"] for one in asked] == [unpacking.ASKED] * 2


def test_no_connection_and_no_cookie_is_used_twice() -> None:
    with telling() as (port, asked), guard.client(["127.0.0.0/8"]) as http:
        for _ in range(2):
            http.get(f"http://127.0.0.1:{port}/")
    assert len({one.client_address[1] for one in asked}) == 2
    assert [one.headers["Cookie"] for one in asked] == [None, None]


def test_a_proxy_is_asked_for_the_whole_address_with_its_password() -> None:
    with (
        telling() as (port, asked),
        guard.client(proxy=f"http://ayu:a%40b@127.0.0.1:{port}") as http,
    ):
        for _ in range(2):
            assert http.get("http://kota.test/a?b=c").status_code == 200
    assert len({one.client_address[1] for one in asked}) == 2
    assert {(one.path, one.headers["Proxy-Authorization"]) for one in asked} == {
        ("http://kota.test/a?b=c", "Basic YXl1OmFAYg==")
    }


@pytest.mark.parametrize(
    "host",
    ["10.0.0.1", "127.1", "2130706433", "[::1]", "[fe80::1%25eth0]", "localhost", "a.LOCALHOST."],
)
def test_no_proxy_is_asked_for_a_private_address(host: str) -> None:
    with telling() as (port, asked), guard.client(proxy=f"http://127.0.0.1:{port}") as http:
        with pytest.raises(httpx.ConnectError, match="private address"):
            http.get(f"http://{host}/")
        assert http.get("http://93.184.216.34/").status_code == 200
    assert [one.path for one in asked] == ["http://93.184.216.34/"]


def test_a_proxy_is_asked_for_a_private_address_that_is_allowed() -> None:
    with (
        telling() as (port, asked),
        guard.client(["10.0.0.0/8"], proxy=f"http://127.0.0.1:{port}") as http,
    ):
        assert http.get("http://10.0.0.1/").status_code == 200
    assert [one.path for one in asked] == ["http://10.0.0.1/"]
