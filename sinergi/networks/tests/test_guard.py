"""Connectors cannot be talked into private addresses, and secrets stay where they are."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest

from sinergi.networks import guard

HERE = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fe80::1", "0.0.0.0",
     "::ffff:10.0.0.1", "100.64.0.1", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses_are_refused(address: str) -> None:
    assert not guard.allowed(address, [])


def test_public_addresses_and_named_exceptions_are_allowed() -> None:
    assert guard.allowed("1.1.1.1", [])
    assert guard.allowed("127.0.0.11", HERE)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/"])
def test_the_client_refuses_before_a_socket_is_opened(url: str) -> None:
    with guard.client() as http, pytest.raises(httpx.ConnectError, match="private address"):
        http.get(url)


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
