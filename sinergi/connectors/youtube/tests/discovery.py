"""YouTube's own description, held against every request and every answer in the tests.

It is the discovery document that Google's client for Python brings; the client is not used.
"""

from __future__ import annotations

import importlib.util
import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import httpx

#: Lists come with more than one part; this is the thing whose parts are asked for.
LISTS = "ListResponse"


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the API; ``upload`` is how a file goes with it: "", "resumable", "simple"."""

    name: str
    told: dict[str, Any]
    upload: str


@cache
def document() -> dict[str, Any]:
    package = importlib.util.find_spec("googleapiclient")
    assert package is not None
    assert package.origin is not None
    folder = Path(package.origin).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / "youtube.v3.json").read_text())
    return found


@cache
def _methods() -> dict[tuple[str, str], Method]:
    found: dict[tuple[str, str], Method] = {}
    for resource, told in document()["resources"].items():
        for name, method in told.get("methods", {}).items():
            whole, verb = f"{resource}.{name}", method["httpMethod"]
            found[verb, f"/{method['path']}"] = Method(whole, method, "")
            for kind, way in method.get("mediaUpload", {}).get("protocols", {}).items():
                found[verb, way["path"]] = Method(whole, method, kind)
    return found


def method(request: httpx.Request) -> Method:
    """Return the method a request is of. Raises AssertionError when YouTube knows none."""
    known = _methods().get((request.method, request.url.path))
    assert known is not None, f"YouTube knows no {request.method} {request.url.path}"
    return known


def asked(request: httpx.Request) -> dict[str, Any]:
    """Return the JSON of a request, held against the description of its method."""
    one = method(request)
    _parameters(one, request)
    told: dict[str, Any] = {}
    if "request" in one.told and one.upload != "simple":
        told = json.loads(request.content)
        fits(one.told["request"]["$ref"], told)
    elif one.upload:
        assert request.content, f"{one.name} asks for a file"
    else:
        assert not request.content, f"{one.name} takes no body"
    return told


def answered(request: httpx.Request, told: dict[str, Any] | None) -> None:
    """Hold an answer of ours against what YouTube says it answers."""
    one = method(request)
    if "response" not in one.told:
        assert told is None, f"{one.name} answers nothing"
        return
    assert told is not None
    fits(one.told["response"]["$ref"], told)


def _parameters(one: Method, request: httpx.Request) -> None:
    known = {**document()["parameters"], **one.told.get("parameters", {})}
    given = dict(request.url.params)
    assert set(given) <= set(known), f"{one.name} takes no {set(given) - set(known)}"
    for name, parameter in known.items():
        if parameter.get("required"):
            assert given.get(name), f"{one.name} needs {name}"
    for name, value in given.items():
        _parameter(known[name], value, f"{one.name}: {name}")
    _parts(one, given.get("part", ""))


def _parameter(told: dict[str, Any], value: str, where: str) -> None:
    values = value.split(",") if told.get("repeated") else [value]
    for one in values:
        assert one in told.get("enum", [one]), f"{where} is none of {told.get('enum')}"
    if told["type"] == "integer":
        assert int(told.get("minimum", 0)) <= int(value), where
        assert int(value) <= int(told.get("maximum", value)), where
    if told["type"] == "boolean":
        assert value in {"true", "false"}, where


def _parts(one: Method, part: str) -> None:
    """Parts are properties of what a method answers."""
    answer = one.told.get("response", {}).get("$ref", "")
    known = {"id", *document()["schemas"].get(answer.removesuffix(LISTS), {}).get("properties", {})}
    for name in part.split(",") if part else ():
        assert name in known, f"{one.name} has no part {name}"


def fits(name: str, told: Any) -> None:
    """Hold a value against a schema. What the schema does not know is a fault."""
    _value({"$ref": name}, told, name)


def _value(schema: dict[str, Any], told: Any, where: str) -> None:
    if "$ref" in schema:
        schema = document()["schemas"][schema["$ref"]]
    match schema.get("type"):
        case "object":
            _object(schema, told, where)
        case "array":
            assert isinstance(told, list), f"{where} is no list"
            for item in told:
                _value(schema["items"], item, where)
        case "string":
            assert isinstance(told, str), f"{where} is no text"
            _text(schema, told, where)
        case "integer":
            assert type(told) is int, f"{where} is no number"
        case "boolean":
            assert type(told) is bool, f"{where} is neither true nor false"


def _object(schema: dict[str, Any], told: Any, where: str) -> None:
    assert isinstance(told, dict), f"{where} is no object"
    known, more = schema.get("properties", {}), schema.get("additionalProperties", {})
    for name, value in told.items():
        assert name in known or more, f"{where} has no {name}"
        _value(known.get(name) or more, value, f"{where}.{name}")


def _text(schema: dict[str, Any], told: str, where: str) -> None:
    assert told in schema.get("enum", [told]), f"{where} is none of {schema.get('enum')}"
    if schema.get("format") == "date-time":
        datetime.fromisoformat(told)
    if schema.get("format") in {"uint64", "int64"}:
        assert told.isdigit(), f"{where} is no number"
