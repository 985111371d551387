"""Requests and answers, held against Meta's own description."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sinergi.connectors.graph.tests import types

#: Everything that was asked: class, method, edge, parameter.
ASKED: set[tuple[str, str, str, str]] = set()


# -- requests -------------------------------------------------------------------------------------


def request(name: str, method: str, edge: str, params: Mapping[str, str]) -> str:
    """Hold one request against the description; return the class of its answer.

    Words of a list of words may be written large or small: the pages of documentation and the
    package do not agree on it.
    """
    known = types.node(name).edges.get((method, edge))
    if known is None:
        raise types.Violation(f"{method} {name}/{edge} does not exist")
    for param, value in params.items():
        ASKED.add((name, method, edge, param))
        if param in types.ANY and param not in known.params:
            continue
        if param not in known.params and not (method == "GET" and param in {"since", "until"}):
            raise types.Violation(f"{method} {name}/{edge} knows no parameter {param}")
        _value(f"{name}/{edge} {param}", known.params.get(param, "datetime"), value, known.enums)
    target = name if not edge else known.target
    if method == "GET" and "fields" in params:
        fields(target, params["fields"])
    return target


def _value(where: str, kind: str, value: str, enums: Mapping[str, frozenset[str]]) -> None:
    if kind.startswith("list"):
        inner = kind[5:-1] or "string"
        told = json.loads(value) if value.startswith("[") else value.split(",")
        for one in told:
            _value(where, inner, one if isinstance(one, str) else json.dumps(one), enums)
        return
    ok = {
        "bool": value in {"true", "false"},
        "int": re.fullmatch(r"-?\d+", value),
        "unsigned int": re.fullmatch(r"\d+", value),
        "map": value.startswith("{"),
    }.get(kind, True)
    if kind in enums:
        ok = value.casefold() in enums[kind]
    if not ok:
        raise types.Violation(f"{where}: {value!r} is no {kind}")


FIELD = re.compile(r"(\w+)((?:\.\w+\((?:[^()]*)\))*)(\{)?")


def fields(name: str, asked: str) -> None:
    """Hold a list of fields against a class, whatever is nested in it."""
    for field, modifiers, inner in split(asked):
        edge = types.node(name).edges.get(("GET", field))
        if field not in types.node(name).fields and edge is None:
            raise types.Violation(f"{name} has no field {field}")
        if edge is not None:
            summary = {"summary", "limit", "order", "filter"}
            request(name, "GET", field, {n: v for n, v in modifiers.items() if n not in summary})
            if inner:
                fields(edge.target, inner)


def split(asked: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Yield each field of a list with its modifiers and what is asked inside of it."""
    at = 0
    while at < len(asked):
        found = FIELD.match(asked, at)
        if found is None:
            raise types.Violation(f"fields cannot be read: {asked[at:]!r}")
        at, inner = found.end(), ""
        if found[3]:
            end = _closing(asked, at)
            inner, at = asked[at:end], end + 1
        yield found[1], dict(re.findall(r"\.(\w+)\(([^()]*)\)", found[2])), inner
        at += asked[at : at + 1] == ","


def _closing(asked: str, at: int) -> int:
    depth = 1
    for place in range(at, len(asked)):
        depth += {"{": 1, "}": -1}.get(asked[place], 0)
        if not depth:
            return place
    raise types.Violation(f"fields are not closed: {asked!r}")


# -- answers --------------------------------------------------------------------------------------


def answer(name: str, told: Mapping[str, Any]) -> None:
    """Hold one object of an answer against its class: every name known, every value of its type."""
    known = types.node(name)
    for field, value in told.items():
        edge = known.edges.get(("GET", field))
        if field not in known.fields and edge is None:
            raise types.Violation(f"{name} has no field {field}")
        if edge is not None and isinstance(value, dict) and "data" in value:
            for one in value["data"]:
                answer(edge.target, one)
        elif field in known.fields:
            _told(f"{name}.{field}", known.fields[field], value)


IS: dict[str, Callable[[Any], object]] = {
    "string": lambda told: isinstance(told, str),
    "bool": lambda told: isinstance(told, bool),
    "int": lambda told: type(told) is int,
    "unsigned int": lambda told: type(told) is int and told >= 0,
    "datetime": lambda told: isinstance(told, str) and datetime.fromisoformat(told).tzinfo,
}


def _told(where: str, kind: str, value: Any) -> None:
    ok = IS.get(kind, lambda _: True)(value)
    if kind.startswith("list") and not isinstance(value, list):
        ok = False
    if not ok:
        raise types.Violation(f"{where}: {value!r} is no {kind}")
    if isinstance(value, dict) and kind and (types.folder() / f"{kind.lower()}.py").is_file():
        answer(kind, value)
