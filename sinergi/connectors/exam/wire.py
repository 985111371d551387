"""A way to a network that can be told to fail, and remembers what went over it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx

Forward = Callable[[httpx.Request], httpx.Response]
Fault = Callable[[httpx.Request, Forward], httpx.Response]

READS = {"GET", "HEAD", "OPTIONS"}
PIECE = b"x" * 1_000_000
PRIVATE = "http://169.254.169.254/latest/meta-data"


def reads(request: httpx.Request) -> bool:
    """True for a request that only asks, by its method."""
    return request.method in READS


class Wire(httpx.BaseTransport):
    """``fault`` is met by every request, or by writes only: those that ``asks`` is not true of."""

    def __init__(
        self, inner: httpx.BaseTransport, asks: Callable[[httpx.Request], bool] = reads
    ) -> None:
        self.inner, self.asks = inner, asks
        self.fault: Fault | None = None
        self.writes_only = False
        self.requests: list[httpx.Request] = []
        #: How many requests met the fault.
        self.spoiled = 0

    @property
    def writes(self) -> list[httpx.Request]:
        return [request for request in self.requests if not self.asks(request)]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        if self.fault is None or (self.writes_only and self.asks(request)):
            return self.forward(request)
        self.spoiled += 1
        return self.fault(request, self.forward)

    def forward(self, request: httpx.Request) -> httpx.Response:
        answer = self.inner.handle_request(request)
        answer.request = request
        return answer

    def close(self) -> None:
        self.inner.close()


def unreachable(request: httpx.Request, forward: Forward) -> httpx.Response:
    """Nobody is there: no byte was sent."""
    raise httpx.ConnectError("Connection refused", request=request)


def silent(request: httpx.Request, forward: Forward) -> httpx.Response:
    """The request was sent; whether it arrived is not known, and no answer comes."""
    raise httpx.ReadTimeout("The read operation timed out", request=request)


def cut_sending(request: httpx.Request, forward: Forward) -> httpx.Response:
    """The connection ends while the request is being sent."""
    raise httpx.WriteError("Broken pipe", request=request)


def lost(request: httpx.Request, forward: Forward) -> httpx.Response:
    """The network did it, and the connection ends before a word of the answer."""
    forward(request).read()
    raise httpx.RemoteProtocolError("Server disconnected", request=request)


def cut_answering(request: httpx.Request, forward: Forward) -> httpx.Response:
    """The network did it, and the connection ends in the middle of the answer."""
    body = forward(request).read()

    def half() -> Iterator[bytes]:
        yield body[: len(body) // 2]
        raise httpx.ReadError("Connection reset by peer", request=request)

    return httpx.Response(200, stream=Stream(half()))


def broken_after(request: httpx.Request, forward: Forward) -> httpx.Response:
    """The network did it, and says that it has a fault."""
    forward(request).read()
    return httpx.Response(500, text="<h1>Internal Server Error</h1>")


def endless(request: httpx.Request, forward: Forward) -> httpx.Response:
    """An answer that never ends."""
    return httpx.Response(200, stream=Stream(iter(lambda: PIECE, b"")))


def echo(status: int) -> Fault:
    """A careless network: its refusal repeats all it was sent."""

    def fault(request: httpx.Request, forward: Forward) -> httpx.Response:
        heard = f"{dict(request.headers)} {request.url} {request.read()!r}"
        return httpx.Response(status, json={"error": heard})

    return fault


def says(status: int, body: bytes | str = b"", **headers: str) -> Fault:
    """Answer this, whatever is asked, and do nothing. ``_`` in header names stands for ``-``."""
    named = [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()]

    def fault(request: httpx.Request, forward: Forward) -> httpx.Response:
        return httpx.Response(status, content=body, headers=named)

    return fault


def instead(change: Callable[[Any], Any]) -> Fault:
    """Do what was asked, and answer with what ``change`` makes of the JSON answer."""

    def fault(request: httpx.Request, forward: Forward) -> httpx.Response:
        answer = forward(request)
        body = answer.read()
        if answer.status_code >= 300:
            return httpx.Response(answer.status_code, content=body)
        told = json_in(body)
        changed = change(told)
        if changed is None and told is None:
            return httpx.Response(answer.status_code, content=body)
        content = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
        return httpx.Response(answer.status_code, content=content)

    return fault


def json_in(body: bytes) -> Any:
    """Return the JSON of an answer, or nothing where it is none: a feed, an empty one."""
    try:
        return json.loads(body)
    except ValueError:
        return None


def answering(body: bytes) -> Fault:
    """Do what was asked, and answer with these bytes."""
    return instead(lambda _: body)


class Stream(httpx.SyncByteStream):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.taken += len(piece)
            yield piece
