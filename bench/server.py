"""A network that takes posts and answers after a while; it tells when each request came.

`python -m bench.server SECONDS` prints its address, then one line `time<TAB>text` for each post;
with `quiet` behind it the address alone, for those who do not read on.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

END = b"\r\n\r\n"


@contextmanager
def running(answers_after: float, *, quiet: bool = False) -> Iterator[tuple[str, IO[str]]]:
    """Start the server in a process of its own; yield its address and what it tells."""
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.server", str(answers_after), *(["quiet"] if quiet else [])],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip(), process.stdout
    finally:
        process.kill()
        process.wait()


class Server:
    def __init__(self, answers_after: float, *, quiet: bool) -> None:
        self.answers_after = answers_after
        self.quiet = quiet
        self.number = 0

    async def serve(self) -> None:
        server = await asyncio.start_server(self._connection, "127.0.0.1", 0, backlog=1024)
        print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
        await server.serve_forever()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(END)).decode("latin-1").lower()
                length = next(
                    (
                        int(line[15:])
                        for line in head.split("\r\n")
                        if line[:15] == "content-length:"
                    ),
                    0,
                )
                body = await reader.readexactly(length)
                came = time.time()
                said = body and "content-type: application/json" in head
                text = json.loads(body)["text"] if said else ""
                if not self.quiet:
                    print(f"{came}\t{text}", flush=True)
                await asyncio.sleep(self.answers_after)
                writer.write(self._answer())
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _answer(self) -> bytes:
        self.number += 1
        told = json.dumps({"id": str(self.number), "url": f"http://127.0.0.1/p/{self.number}"})
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(told)}"
        return f"{head}\r\n\r\n{told}".encode()


if __name__ == "__main__":
    asyncio.run(Server(float(sys.argv[1]), quiet=sys.argv[2:] == ["quiet"]).serve())
