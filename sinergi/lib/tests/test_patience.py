"""A server that drips its answer holds no thread of ours."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpcore
import httpx
import pytest

from sinergi.lib.patience import PatientBackend, PatientStream, PatientTransport

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
SLOW, PATIENCE = 0.05, 0.4


@contextmanager
def serving(pieces: list[bytes], pause: float) -> Iterator[int]:
    """Yield the port of what answers whatever it is asked by these pieces."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            with suppress(OSError):
                there, _ = server.accept()
                with there:
                    there.recv(4096)
                    for piece in pieces:
                        there.sendall(piece)
                        time.sleep(pause)

        threading.Thread(target=answer, daemon=True).start()
        yield server.getsockname()[1]


@contextmanager
def served(pieces: list[bytes], pause: float) -> Iterator[httpcore.NetworkStream]:
    """Yield a connection to such a server."""
    with serving(pieces, pause) as port:
        stream = httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout=5)
        try:
            yield stream
        finally:
            stream.close()


def asked(stream: httpcore.NetworkStream) -> httpcore.Response:
    with httpcore.HTTP11Connection(httpcore.Origin(b"http", b"a", 80), stream) as connection:
        return connection.request("GET", "http://a/", extensions={"timeout": {"read": 5}})


DRIPPING = [HEAD[:15], *[b"X-Again: 1\r\n"] * 200]


@contextmanager
def given_up(kind: type[Exception]) -> Iterator[None]:
    """Expect this error long before all pieces are there."""
    start = time.monotonic()
    with pytest.raises(kind):
        yield
    assert time.monotonic() - start < len(DRIPPING) * SLOW / 2


def test_headers_that_drip_are_given_up() -> None:
    with served(DRIPPING, SLOW) as stream, given_up(httpcore.ReadTimeout):
        asked(PatientStream(stream, PATIENCE))


@pytest.mark.parametrize("asked_for", ["http://kota.test/", "https://kota.test/"])
def test_a_proxy_that_drips_is_given_up(asked_for: str) -> None:
    """What it passes on, and its own word that the way is free."""
    with serving(DRIPPING, SLOW) as port:
        way_out = PatientTransport(PatientBackend(PATIENCE), f"http://a:b@127.0.0.1:{port}")
        with httpx.Client(transport=way_out) as client, given_up(httpx.ReadTimeout):
            client.get(asked_for)


def test_where_all_of_an_answer_is_waited_for_its_body_may_not_drip_either() -> None:
    head = HEAD.replace(b"4", b"200")
    with served([head, *[b"a"] * 200], SLOW) as stream, given_up(httpcore.ReadTimeout):
        asked(PatientStream(stream, PATIENCE, whole=True))


def test_an_answer_in_pieces_that_comes_in_time_is_read() -> None:
    with served([HEAD[:9], HEAD[9:], b"ab", b"cd"], 0.01) as stream:
        assert asked(PatientStream(stream, 30)).content == b"abcd"


def test_what_is_long_may_take_its_time() -> None:
    """A file of a citizen's on a slow line: its headers came long ago."""
    body = [b"a" * 60_000] * 5
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n"
    with served([head + body[0], body[0], *body[2:]], PATIENCE / 2) as stream:
        assert len(asked(PatientStream(stream, PATIENCE)).content) == 300_000
