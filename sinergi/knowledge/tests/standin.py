"""A server of drafts on this machine that says what a test wants, as badly as it wants."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedIOBase
from typing import Any


@dataclass
class Server:
    """What it answers, and what it was asked. ``raw`` stands in place of a proper body."""

    says: str = ""
    status: int = 200
    ended: str = "stop"
    raw: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    #: Seconds between pieces of the body, and before the first; between lines of the headers.
    drip: float = 0.0
    head: float = 0.0
    asked: list[dict[str, Any]] = field(default_factory=list)
    came: list[dict[str, str]] = field(default_factory=list)
    url: str = ""

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        choice = {"message": {"role": "assistant", "content": self.says}}
        return json.dumps({"choices": [{**choice, "finish_reason": self.ended}]}).encode()


def linger(answer: BufferedIOBase, seconds: float) -> None:
    """Begin an answer, and never come to its body."""
    try:
        answer.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(1000):
            answer.write(f"X-{number}: a\r\n".encode())
            answer.flush()
            time.sleep(seconds)
    except OSError:
        return  # the other side has heard enough


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server until the test is over."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.asked.append(json.loads(self.rfile.read(length)))
            server.came.append({**self.headers, "path": self.path})
            body = server.body()
            if server.head:
                linger(self.wfile, server.head)
                self.close_connection = True
            else:
                self._begin(body)
                self._give(body)

        def _begin(self, body: bytes) -> None:
            self.send_response(server.status)
            for name, value in server.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()

        def _give(self, body: bytes) -> None:
            step = len(body) if not server.drip else 8
            try:
                for start in range(0, len(body), step or 1):
                    time.sleep(server.drip)
                    self.wfile.write(body[start : start + step])
                    self.wfile.flush()
            except OSError:
                self.close_connection = True  # the other side has heard enough

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its signature
            """Say nothing."""

    there = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    there.daemon_threads = True
    thread = threading.Thread(target=there.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.url = f"http://127.0.0.1:{there.server_address[1]}/v1"
    try:
        yield server
    finally:
        there.shutdown()
        thread.join()
        there.server_close()
