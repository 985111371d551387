"""One request to a server that speaks the API of OpenAI: ``POST …/chat/completions``.

The operator names the server, so a private address is theirs to choose; it is asked nothing else,
and is believed nothing: no redirects, no cookies, no packing, so much time and so many bytes.
"""

from __future__ import annotations

import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx

from sinergi import __version__
from sinergi.lib.patience import PatientBackend, PatientTransport
from sinergi.lib.text import No, say

#: Seconds for a connection and between two pieces, and for all of an answer: a person waits.
PATIENCE = httpx.Timeout(connect=5, read=20, write=10, pool=5)
WHOLE = 25.0

MOST_BYTES = 200_000

#: What is enough for a reply in tokens.
MOST_TOKENS = 900


@dataclass(frozen=True, slots=True)
class Server:
    """Where drafts are made: base address (as ``http://127.0.0.1:11434/v1``), key, model, proxy."""

    url: str
    key: str
    model: str
    proxy: str = ""


def complete(server: Server, messages: Sequence[dict[str, str]], *, whole: float = WHOLE) -> str:
    """Return what the model says. Raises No where the server does not answer as it should."""
    asked = {
        "model": server.model,
        "messages": list(messages),
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    try:
        with _client(server, whole) as client:
            body = _asked(client, f"{server.url}/chat/completions", asked)
    except httpx.TimeoutException as e:
        raise _slow() from e
    except (httpx.HTTPError, httpx.InvalidURL) as e:
        raise No(say("The server of drafts cannot be reached. Tell your operator.")) from e
    return _content(body)


def _client(server: Server, whole: float) -> httpx.Client:
    headers = {
        "User-Agent": f"Sinergi/{__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        **({"Authorization": f"Bearer {server.key}"} if server.key else {}),
    }
    proxy = "" if _is_near(server.url) else server.proxy
    way_out = PatientTransport(PatientBackend(whole, whole=True), proxy)
    return httpx.Client(transport=way_out, timeout=PATIENCE, trust_env=False, headers=headers)


def _is_near(url: str) -> bool:
    """True for a server on this machine or in the own network: no proxy leads there."""
    host = urlsplit(url).hostname or ""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host


def _asked(client: httpx.Client, url: str, asked: dict[str, Any]) -> bytes:
    pieces, size = [], 0
    with client.stream("POST", url, json=asked) as answer:
        _check_status(answer)
        for piece in answer.iter_raw():
            pieces.append(piece)
            size += len(piece)
            if size > MOST_BYTES:
                raise No(say("The server of drafts answers too much. Nothing was drafted."))
    return b"".join(pieces)


def _check_status(answer: httpx.Response) -> None:
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise _strange()
    match answer.status_code:
        case HTTPStatus.OK:
            return
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.FORBIDDEN:
            raise No(say("The server of drafts refuses our key. Tell your operator."))
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.SERVICE_UNAVAILABLE:
            raise No(say("The server of drafts has too much to do. Try again in a moment."))
        case status:
            raise No(
                say("The server of drafts answers with error {status}. Tell your operator."),
                status=status,
            )


def _content(body: bytes) -> str:
    try:
        choice = json.loads(body)["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as e:
        raise _strange() from e
    if not isinstance(content, str):
        raise _strange()
    if ended == "length":
        raise No(say("The draft did not come to its end. Nothing was drafted."))
    return content


def _slow() -> No:
    return No(say("The server of drafts takes too long. Write the reply yourself, or try again."))


def _strange() -> No:
    return No(say("The server of drafts answers something that is no draft. Tell your operator."))
