"""Asking a server of the tests as an independent client does: plain HTTP, on loopback."""

from __future__ import annotations

import ssl
from typing import Any

import httpx

#: Knows no certificate: none is met here, and reading the machine's own takes 20 ms each time.
NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def ask(method: str, url: str, **request: Any) -> httpx.Response:
    """Send one request with nothing of the machine's own settings, and return the answer."""
    return httpx.request(method, url, verify=NOBODY, trust_env=False, **request)


def client(**settings: Any) -> httpx.Client:
    """Return a client for several such requests; the caller closes it."""
    return httpx.Client(verify=NOBODY, trust_env=False, **settings)
