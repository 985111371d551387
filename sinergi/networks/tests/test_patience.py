"""A server that drips its answer holds no thread of ours."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpcore
import pytest

from sinergi.networks.patience import PatientStream

HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n"
SLOW, PATIENCE = 0.05, 0.4


@contextmanager
def served(pieces: list[bytes], pause: float) -> Iterator[httpcore.NetworkStream]:
    """Yield a connection to what answers whatever it is asked by these pieces."""
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
        stream = httpcore.SyncBackend().connect_tcp("127.0.0.1", server.getsockname()[1], timeout=5)
        try:
            yield stream
        finally:
            stream.close()


def asked(stream: httpcore.NetworkStream) -> httpcore.Response:
    with httpcore.HTTP11Connection(httpcore.Origin(b"http", b"a", 80), stream) as connection:
        return connection.request("GET", "http://a/", extensions={"timeout": {"read": 5}})


def test_headers_that_drip_are_given_up() -> None:
    dripping = [HEAD[:15], *[b"X-Again: 1\r\n"] * 200]
    start = time.monotonic()
    with (
        served(dripping, SLOW) as stream,
        pytest.raises(httpcore.ReadTimeout, match="does not begin"),
    ):
        asked(PatientStream(stream, PATIENCE))
    assert time.monotonic() - start < len(dripping) * SLOW / 2


def test_an_answer_in_pieces_that_comes_in_time_is_read() -> None:
    with served([HEAD[:9], HEAD[9:], b"ab", b"cd"], 0.01) as stream:
        assert asked(PatientStream(stream, 30)).content == b"abcd"


def test_what_is_long_may_take_its_time() -> None:
    """A file of a citizen's on a slow line: its headers came long ago."""
    body = [b"a" * 60_000] * 5
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n"
    with served([head + body[0], body[0], *body[2:]], PATIENCE / 2) as stream:
        assert len(asked(PatientStream(stream, PATIENCE)).content) == 300_000
