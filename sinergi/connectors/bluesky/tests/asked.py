"""One request to the stand-in, taken apart, and the ways it answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

import httpx


class Told(Exception):
    """The answer to a request that is a no: status, the network's code and words, headers."""

    def __init__(self, status: int, code: str, words: str = "", **headers: str) -> None:
        super().__init__(words)
        told = {"error": code} | ({"message": words} if words else {})
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answer = httpx.Response(status, json=told, headers=named)


@dataclass(frozen=True, slots=True)
class Asked:
    request: httpx.Request

    @property
    def host(self) -> str:
        return self.request.url.host

    @property
    def path(self) -> str:
        return self.request.url.path

    @property
    def method(self) -> str:
        """Return the name of what is asked for, where it is one of the protocol's."""
        return self.path.removeprefix("/xrpc/")

    @property
    def params(self) -> dict[str, Any]:
        found = parse_qs(self.request.url.query.decode())
        return {n: values if n == "uris" else values[0] for n, values in found.items()}

    @property
    def form(self) -> dict[str, str]:
        return {n: v[0] for n, v in parse_qs(self.request.content.decode()).items()}

    @property
    def body(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.request.content)
        return told

    @property
    def given(self) -> dict[str, Any]:
        """Return what is asked, in the address or as JSON."""
        json_sent = self.request.headers.get("Content-Type") == "application/json"
        return self.body if json_sent else self.params

    @property
    def authorization(self) -> tuple[str, str]:
        kind, _, token = self.request.headers.get("Authorization", "").partition(" ")
        return kind, token
