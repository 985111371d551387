"""An answer begins within a time, whatever the other side does.

Timeouts of httpx are for each piece: a server that gives one letter of its headers every few
seconds would hold a thread of ours for ever.
"""

from __future__ import annotations

import ssl
import time
from typing import Any

import httpcore

#: Seconds from the last word of a request to the end of the answer's headers.
LONGEST = 60.0
#: No headers are longer, in bytes (httpcore takes no more): what follows is timed by who reads it.
_HEAD = 100_000


class PatientStream(httpcore.NetworkStream):
    """A connection that is used for one request, and whose answer begins in time."""

    def __init__(self, inner: httpcore.NetworkStream, longest: float) -> None:
        self._inner, self._longest = inner, longest
        self._until, self._come = 0.0, 0

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._come < _HEAD:
            now = time.monotonic()
            self._until = self._until or now + self._longest
            if now > self._until:
                raise httpcore.ReadTimeout("The answer does not begin")
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
        return PatientStream(inner, self._longest)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
