"""Requests and answers of the practice network, as WSGI has them (PEP 3333)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

from sinergi.connectors.sandbox import pages

Environ = dict[str, Any]
Start = Callable[..., Any]

BODY_LIMIT = 10_000_000


class Answer(Exception):
    """Ends a request: status, body, type, and perhaps where to go."""

    def __init__(
        self, status: int, body: str | bytes = "", kind: str = "application/json", **headers: str
    ) -> None:
        super().__init__(status)
        self.status, self.kind, self.headers = status, kind, headers
        self.body = body.encode() if isinstance(body, str) else body


def say_json(status: int, told: object, **headers: str) -> Answer:
    return Answer(status, json.dumps(told), **headers)


def page(body: str) -> Answer:
    return Answer(200, body, "text/html; charset=utf-8")


def base(environ: Environ) -> str:
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return f"{environ.get('wsgi.url_scheme', 'http')}://{host}{environ.get('SCRIPT_NAME', '')}"


def body(environ: Environ, most: int = BODY_LIMIT) -> bytes:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length > most:
        raise say_json(413, {"error": "This is too large."})
    content: bytes = environ["wsgi.input"].read(length)
    return content


def sent(environ: Environ) -> dict[str, Any]:
    told = json.loads(body(environ) or b"{}")
    if not isinstance(told, dict):
        raise TypeError("an object is expected")
    return told


def flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def gone(base: str) -> Answer:
    return Answer(404, pages.gone(base), "text/html; charset=utf-8")


def cut(environ: Environ) -> None:
    """Cut the connection without an answer, where the server lets us."""
    environ["sandbox.cut"]()
    raise ConnectionAbortedError
