"""An answer comes within a time, whatever the other side does.

Timeouts of httpx are for each piece: a server, or a proxy, that gives one letter of its headers
every few seconds would hold a thread of ours for ever.
"""

from __future__ import annotations

import math
import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

Options = Iterable[httpcore.SOCKET_OPTION] | None

#: Seconds from the last word of a request to the end of the answer's headers.
LONGEST = 60.0
#: No headers are longer, in bytes (httpcore takes no more): what follows is timed by who reads it.
_HEAD = 100_000


class PatientStream(httpcore.NetworkStream):
    """A connection that is used for one request, and whose answer begins in time.

    With ``whole`` it ends in time, too.
    """

    def __init__(
        self, inner: httpcore.NetworkStream, longest: float, *, whole: bool = False
    ) -> None:
        self._inner, self._longest, self._whole = inner, longest, whole
        self._timed = math.inf if whole else _HEAD
        self._until, self._come = 0.0, 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._come < self._timed:
            now = time.monotonic()
            self._until = self._until or now + self._longest
            if now >= self._until:
                raise httpcore.ReadTimeout("The answer takes too long")
            timeout = min(timeout or math.inf, self._until - now)
        got = self._inner.read(max_bytes, timeout)
        self._come += len(got)
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._until = 0.0
        self._inner.write(buffer, timeout)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self._inner.start_tls(ssl_context, server_hostname, timeout)
        return PatientStream(inner, self._longest, whole=self._whole)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PatientBackend(httpcore.NetworkBackend):
    """Opens connections whose answers come in time."""

    def __init__(self, longest: float = LONGEST, *, whole: bool = False) -> None:
        self._longest, self._whole = longest, whole
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Options = None,
    ) -> httpcore.NetworkStream:
        opened = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return PatientStream(opened, self._longest, whole=self._whole)

    def connect_unix_socket(
        self,
        path: str,  # the seam's own signature
        timeout: float | None = None,
        socket_options: Options = None,
    ) -> httpcore.NetworkStream:
        raise httpcore.ConnectError("No local sockets are used")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class PatientTransport(httpx.HTTPTransport):
    """httpx's own transport over a backend of ours, straight or through the operator's proxy.

    Connections are never used twice: a server that closes an idle connection would turn a write
    into a question ("did it arrive?"), and a handshake is cheaper than an answer to that.
    """

    def __init__(
        self, backend: httpcore.NetworkBackend, proxy: str = "", *, trust_env: bool = False
    ) -> None:
        trusted = httpx.create_ssl_context() if trust_env else _trusted()
        super().__init__(verify=trusted, trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted,
            proxy=_proxy(proxy) if proxy else None,
            max_connections=None,
            max_keepalive_connections=0,
            network_backend=backend,
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Return whom all trust where nobody is named: to read 140 certificates takes long."""
    return httpx.create_ssl_context(trust_env=False)


def _proxy(url: str) -> httpcore.Proxy:
    read = httpx.Proxy(url)
    return httpcore.Proxy(str(read.url), auth=read.raw_auth, headers=read.headers.raw)
