"""Visitors who ask for pages again and again over open connections, and count the answers.

`python -m bench.visitors ADDRESS SECONDS COOKIE PATH…` prints how many whole lists of fifty rows
came in a second. Anything else that comes ends it with an error.
"""

from __future__ import annotations

import asyncio
import itertools
import subprocess
import sys
import time
from collections.abc import Iterator

VISITORS = 8
WARM_UP = 3.0
ROW = b'<a class="row"'


def count(address: str, seconds: float, cookie: str, paths: list[str]) -> float:
    """Let visitors in a process of their own ask for ``paths`` in turn; return lists a second."""
    words = [sys.executable, "-m", "bench.visitors", address, str(seconds), cookie, *paths]
    return float(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)


class Visitor(asyncio.Protocol):
    """One open connection: asks, reads the whole answer, asks again."""

    def __init__(self, asked: Iterator[bytes]) -> None:
        self._asked = asked
        self._came = bytearray()
        self.answers = 0
        self.broken = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(next(self._asked))

    def data_received(self, data: bytes) -> None:
        self._came += data
        head, _, body = self._came.partition(b"\r\n\r\n")
        if not body or len(body) < _length(head):
            return
        if not head.startswith(b"HTTP/1.1 200") or body.count(ROW) != 50:
            self.broken.set_exception(ValueError(f"no list of fifty rows: {head.decode()[:300]}"))
            return
        self.answers += 1
        self._came.clear()
        self._transport.write(next(self._asked))

    def connection_lost(self, error: Exception | None) -> None:
        if not self.broken.done():
            self.broken.set_exception(error or ConnectionError("the server closed the connection"))


def _length(head: bytearray) -> int:
    line = next(n for n in head.lower().split(b"\r\n") if n.startswith(b"content-length:"))
    return int(line[15:])


async def visit(address: str, seconds: float, asked: Iterator[bytes]) -> float:
    host, port = address.rsplit(":", 1)
    loop = asyncio.get_running_loop()
    made = [
        await loop.create_connection(lambda: Visitor(asked), host, int(port))
        for _ in range(VISITORS)
    ]
    visitors = [visitor for _, visitor in made]
    await _unbroken(visitors, WARM_UP)
    before, start = sum(v.answers for v in visitors), time.perf_counter()
    await _unbroken(visitors, seconds)
    return (sum(v.answers for v in visitors) - before) / (time.perf_counter() - start)


async def _unbroken(visitors: list[Visitor], seconds: float) -> None:
    done, _ = await asyncio.wait(
        [v.broken for v in visitors], timeout=seconds, return_when=asyncio.FIRST_EXCEPTION
    )
    for broken in done:
        broken.result()


def main(address: str, seconds: str, cookie: str, *paths: str) -> None:
    requests = [
        f"GET {path} HTTP/1.1\r\nHost: {address}\r\nCookie: {cookie}\r\n"
        "User-Agent: Mozilla/5.0 (Linux; Android 12) Chrome/109\r\n\r\n".encode()
        for path in paths
    ]
    print(asyncio.run(visit(address, float(seconds), itertools.cycle(requests))))


if __name__ == "__main__":
    main(*sys.argv[1:])
