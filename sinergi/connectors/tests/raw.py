"""A server that does with each connection exactly what it is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable

Behave = Callable[[socket.socket], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class Raw:
    """A server that does with each connection exactly what it is told."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        self.behave: Behave = reply(OK + b"Content-Length: 2\r\n\r\n{}")
        self.connections = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.connections += 1
            with connection, contextlib.suppress(OSError):
                self.behave(connection)


def heard(connection: socket.socket) -> None:
    """Read a whole request."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            left = int(line.split(b":")[1]) - len(body)
            while left > 0:
                left -= len(connection.recv(65536))


def reply(answer: bytes) -> Behave:
    def behave(connection: socket.socket) -> None:
        heard(connection)
        connection.sendall(answer)

    return behave


def status(line: str, headers: str = "", body: str = "") -> Behave:
    head = f"HTTP/1.1 {line}\r\nContent-Length: {len(body.encode())}\r\n{headers}\r\n"
    return reply(head.encode() + body.encode())


def hang_up_at_once(connection: socket.socket) -> None:
    connection.recv(1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def hang_up_without_a_word(connection: socket.socket) -> None:
    heard(connection)


def say_nothing(connection: socket.socket) -> None:
    heard(connection)
    connection.settimeout(5)
    connection.recv(1)
