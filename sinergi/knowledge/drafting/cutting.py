"""A request that ends after so long, whatever the other side does.

Timeouts of httpx are for each piece: a server that gives one letter of its headers every few
seconds would hold a thread of ours for ever.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

#: Called by httpx with what it did and what came of it.
Trace = Callable[[str, dict[str, Any]], None]


@contextmanager
def cut_after(seconds: float) -> Iterator[Trace]:
    """Yield what sees the sockets of a request (its extension "trace"), and cut them then."""
    sockets: list[socket.socket] = []

    def trace(event: str, told: dict[str, Any]) -> None:
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            sockets.append(told["return_value"].get_extra_info("socket"))

    def cut() -> None:
        for one in sockets:
            with suppress(OSError):  # closed, or wrapped by the next one
                socket.socket.shutdown(one, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.start()
    try:
        yield trace
    finally:
        timer.cancel()
