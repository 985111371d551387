"""The official description of the Bot API, as aiogram's pydantic types hold it (Bot API 10.3).

Which requests arrive as what: reads as queries, writes as JSON, writes with files as forms; in
queries and forms, lists and objects are JSON in a string.
https://core.telegram.org/bots/api#making-requests
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

import httpx
from aiogram import methods
from aiogram.types import BufferedInputFile, TelegramObject
from pydantic import TypeAdapter, ValidationError

METHODS: dict[str, Any] = {
    cls.__api_method__: cls
    for name in methods.__all__
    if hasattr(cls := getattr(methods, name), "__api_method__") and name != "TelegramMethod"
}
#: What is a list or an object, and comes as JSON where all else comes as words.
STRUCTURED = {
    "allowed_updates",
    "link_preview_options",
    "media",
    "message_ids",
    "reply_parameters",
}
#: Of aiogram, but no longer of the Bot API.
GONE = {"allow_sending_without_reply", "disable_web_page_preview", "reply_to_message_id"}


def request_of(request: httpx.Request) -> dict[str, Any]:
    """Return what a request asks for, files as aiogram's own. Fails when it cannot be read."""
    kind = request.headers.get("Content-Type", "")
    if request.method == "GET":
        return _structured(dict(parse_qsl(request.url.query.decode(), keep_blank_values=True)))
    if kind.startswith("multipart/form-data"):
        return _structured(_form(kind, request.read()))
    assert kind.startswith("application/json"), f"a request as {kind!r}"
    asked: dict[str, Any] = json.loads(request.read())
    return asked


def _structured(asked: dict[str, Any]) -> dict[str, Any]:
    return {n: json.loads(v) if n in STRUCTURED else v for n, v in asked.items()}


def _form(kind: str, body: bytes) -> dict[str, Any]:
    told = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    asked: dict[str, Any] = {}
    for part in told.walk():
        name = part.get_param("name", header="content-disposition")
        content = part.get_payload(decode=True)
        if name and isinstance(content, bytes):
            file = part.get_filename()
            asked[str(name)] = BufferedInputFile(content, file) if file else content.decode()
    return asked


def check_request(method: str, asked: dict[str, Any]) -> None:
    """Fail when a request is not what the description allows."""
    assert method in METHODS, f"{method} is no method of the Bot API"
    model = METHODS[method]
    attached = {n for n in asked if n not in model.model_fields}
    for name in attached:  # files that the request itself names: attach://file0
        assert f"attach://{name}" in json.dumps(asked["media"]), f"{method} has no {name}"
        assert isinstance(asked[name], BufferedInputFile)
    known = {n: v for n, v in asked.items() if n not in attached}
    assert not known.keys() & GONE, f"{method}: {known.keys() & GONE} is of the past"
    try:
        read = model.model_validate(known)
    except ValidationError as e:
        raise AssertionError(f"{method} was asked with {known}: {e}") from e
    _no_more(method, read)


def check_answer(method: str, result: Any) -> None:
    """Fail when an answer of the stand-in is not what the real one may answer."""
    try:
        read = _answers(method).validate_python(result)
    except ValidationError as e:
        raise AssertionError(f"{method} was answered with {result}: {e}") from e
    _no_more(method, read)


@cache
def _answers(method: str) -> TypeAdapter[Any]:
    """Return what reads the answers of a method: to make it takes longer than to read one."""
    return TypeAdapter(METHODS[method].__returning__)


def _no_more(method: str, read: Any) -> None:
    for item in _within(read):
        extra = set(item.model_extra or ())
        assert not extra, f"{method}: {type(item).__name__} has no {extra}"


def _within(value: Any) -> Iterator[Any]:
    if isinstance(value, TelegramObject | methods.TelegramMethod):
        yield value
        for name in type(value).model_fields:
            yield from _within(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            yield from _within(item)
