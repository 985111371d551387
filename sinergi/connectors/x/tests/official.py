"""X's own description of its API, held against every request and every answer in the tests.

The models of the official SDK (``xdk``) are always there; the OpenAPI document they were made
from is read as well where it lies beside the checkout: it also knows parameters.
"""

from __future__ import annotations

import email
import importlib.util
import json
import re
import sys
from email.message import Message
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast
from urllib.parse import parse_qs

import httpx
import jsonschema
from pydantic import BaseModel

from sinergi.connectors.x.tests.operations import OPERATIONS, Operation

OPENAPI = Path(__file__).resolve().parents[5] / "shared" / "specs" / "x-openapi.json"


def operation(request: httpx.Request) -> Operation:
    """Return what X calls this request. Raises AssertionError when X knows no such address."""
    for one in OPERATIONS:
        shape = re.sub(r"\\{\w+\\}", "[0-9]{1,19}", re.escape(one.path))
        if request.method == one.method and re.fullmatch(shape, request.url.path):
            return one
    raise AssertionError(f"X knows no {request.method} {request.url.path}")


def asked(request: httpx.Request) -> dict[str, Any]:
    """Return the body of a request, held against the description of its operation."""
    one, told = operation(request), _body(request)
    assert bool(told) == bool(one.takes) or not one.takes, f"{one.path} asks for a body"
    if one.takes:
        shown = {n: v if n != "media" or not isinstance(v, bytes) else "-" for n, v in told.items()}
        _fits(one.takes, shown)
    if OPENAPI.exists():
        _parameters(one, request)
    return told


def answered(request: httpx.Request, told: dict[str, Any]) -> dict[str, Any]:
    """Return an answer of ours, held against what X says it answers."""
    _fits(operation(request).gives, told)
    return told


def _fits(name: str, told: dict[str, Any]) -> None:
    model = cast("type[BaseModel]", getattr(models(), name))
    _nothing_else(model.model_validate(told), name)
    if OPENAPI.exists():
        _validator(name).validate(told)


def _nothing_else(value: Any, where: str) -> None:
    """The SDK lets unknown fields pass; we do not."""
    if isinstance(value, list):
        for item in value:
            _nothing_else(item, where)
    if isinstance(value, BaseModel):
        assert not value.model_extra, f"{where} has no {set(value.model_extra or {})}"
        for name, inner in value:
            _nothing_else(inner, f"{where}.{name}")


def _body(request: httpx.Request) -> dict[str, Any]:
    kind = request.headers.get("Content-Type", "")
    if kind.startswith("multipart/form-data"):
        return _parts(kind, request.content)
    told: dict[str, Any] = json.loads(request.content) if request.content else {}
    return told


def _parts(kind: str, body: bytes) -> dict[str, Any]:
    """Return the parts of a form: files as bytes, numbers as the description has them."""
    message = email.message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
    found: dict[str, Any] = {}
    for part in cast("list[Message]", message.get_payload()):
        name = str(part.get_param("name", header="content-disposition"))
        content = cast("bytes", part.get_payload(decode=True))
        found[name] = content if part.get_filename() else int(content)
    return found


# -- the SDK's models ----------------------------------------------------------------------------


@cache
def models() -> ModuleType:
    """Return the SDK's models, loaded by file: the SDK itself wants a client of its own."""
    package = importlib.util.find_spec("xdk")
    assert package is not None
    assert package.origin is not None
    spec = importlib.util.spec_from_file_location(
        "x_schemas", Path(package.origin).with_name("schemas.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["x_schemas"] = module
    spec.loader.exec_module(module)
    return module


# -- the OpenAPI document ------------------------------------------------------------------------


@cache
def openapi() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OPENAPI.read_text())
    return found


@cache
def _validator(name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}", "components": openapi()["components"]}
    return jsonschema.Draft202012Validator(schema)


@cache
def _described(path: str, method: str) -> dict[str, dict[str, Any]]:
    known = openapi()["paths"][path][method.lower()].get("parameters") or ()
    named = openapi()["components"]["parameters"]
    whole = [named[one["$ref"].rpartition("/")[2]] if "$ref" in one else one for one in known]
    return {one["name"]: one for one in whole if one["in"] == "query"}


def _parameters(one: Operation, request: httpx.Request) -> None:
    known = _described(one.path, one.method)
    given = parse_qs(request.url.query.decode(), strict_parsing=bool(request.url.query))
    assert set(given) <= set(known), f"{one.path} takes no {set(given) - set(known)}"
    for name, parameter in known.items():
        assert name in given or not parameter.get("required"), f"{one.path} needs {name}"
    for name, values in given.items():
        _value(known[name]["schema"], values[0], name)


def _value(schema: dict[str, Any], value: str, name: str) -> None:
    plain: Any = value
    if schema.get("type") == "array":
        plain = value.split(",")
    elif schema.get("type") == "integer":
        plain = int(value)
    whole = {**schema, "components": openapi()["components"]}
    try:
        jsonschema.Draft202012Validator(whole).validate(plain)
    except jsonschema.ValidationError as e:
        raise AssertionError(f"{name}: {e.message}") from e
