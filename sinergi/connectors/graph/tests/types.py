"""Meta's own description of the Graph API, as data: the types in the PyPI package
``facebook-business``. Its source is parsed and never imported.

Every class under ``adobjects`` names its fields with their types; every method names the edge it
asks, its parameters with their types, and the class of the answer.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

#: Parameters that any request may have: https://developers.facebook.com/docs/graph-api/overview
ANY = {"fields", "limit", "after", "before", "appsecret_proof"}

#: What the documentation has and the package lacks, by class and edge ("" is the node itself).
#: photos: https://developers.facebook.com/docs/graph-api/reference/page/photos/#Creating
#: comments: paging by ``limit``; insights take metrics in one word, with commas between them.
MORE_PARAMS: dict[tuple[str, str], dict[str, str]] = {
    ("Page", "photos"): {"source": "file"},
}
#: https://developers.facebook.com/docs/graph-api/reference/v26.0/page/subscribed_apps and
#: https://developers.facebook.com/docs/instagram-platform/reference/instagram-user/media
MORE_FIELDS: dict[str, dict[str, str]] = {
    "Application": {"subscribed_fields": "list<string>"},
    "Page": {"tasks": "list<string>"},
}

#: Classes of answers the package does not describe, from
#: https://developers.facebook.com/docs/graph-api/reference/message/ and …/permission/
OTHERS: dict[str, dict[str, str]] = {
    "Message": {
        "id": "string",
        "created_time": "datetime",
        "from": "Object",
        "to": "Object",
        "message": "string",
        "attachments": "Object",
    },
}
#: Edges whose answer the package calls an object of any kind.
TARGETS = {
    ("UnifiedThread", "messages"): "Message",
    ("Application", "permissions"): "Permission",
}


class Violation(AssertionError):
    """A request or an answer that Meta's own description does not know."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing that can be asked: parameters with types, words allowed, class of the answer."""

    params: Mapping[str, str]
    enums: Mapping[str, frozenset[str]]
    target: str


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    fields: Mapping[str, str]
    edges: Mapping[tuple[str, str], Edge]


def folder() -> Path:
    """Return where the package lies; tests that need it are skipped where it does not."""
    spec = importlib.util.find_spec("facebook_business")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the types of facebook-business are not installed")
    return Path(spec.submodule_search_locations[0]) / "adobjects"


@functools.cache
def node(name: str) -> Node:
    if name in OTHERS:
        return Node(name, OTHERS[name], {("GET", ""): Edge({}, {}, name)})
    body = _class(name).body
    fields = dict.fromkeys(_constants(_inner(body, "Field")), "") | _types(body)
    edges: dict[tuple[str, str], Edge] = {}
    for made in body:
        if isinstance(made, ast.FunctionDef):
            edges |= dict(_edges(name, made))
    return Node(name, fields | MORE_FIELDS.get(name, {}), edges)


@functools.cache
def _class(name: str) -> ast.ClassDef:
    path = folder() / f"{name.lower()}.py"
    if not path.is_file():
        raise Violation(f"no class {name}")
    # One of the package's files uses a word of the language as a name, and cannot be parsed.
    tree = ast.parse(re.sub(r"(?m)^(\s+)(or|and|not|in) = ", r"\1\2_ = ", path.read_text()))
    return next(c for c in tree.body if isinstance(c, ast.ClassDef) and c.name == name)


def _inner(body: list[ast.stmt], name: str) -> list[ast.stmt]:
    return next((c.body for c in body if isinstance(c, ast.ClassDef) and c.name == name), [])


def _constants(body: list[ast.stmt]) -> list[str]:
    return [str(ast.literal_eval(a.value)) for a in body if isinstance(a, ast.Assign)]


def _types(body: list[ast.stmt]) -> dict[str, str]:
    for made in body:
        if isinstance(made, ast.Assign) and _name(made.targets[0]) == "_field_types":
            return dict(ast.literal_eval(made.value))
    return {}


def _edges(name: str, made: ast.FunctionDef) -> Iterator[tuple[tuple[str, str], Edge]]:
    params: dict[str, str] = {}
    enums: dict[str, frozenset[str]] = {}
    for part in ast.walk(made):
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Dict):
            if _name(part.targets[0]) == "param_types":
                params = dict(ast.literal_eval(part.value))
            elif _name(part.targets[0]) == "enums":
                enums = _enums(part.value)
        if isinstance(part, ast.Call) and _name(part.func) == "FacebookRequest":
            asked = {k.arg: ast.unparse(k.value).strip("'") for k in part.keywords if k.arg}
            edge = asked["endpoint"].strip("/")
            target = TARGETS.get((name, edge), asked["target_class"])
            more = MORE_PARAMS.get((name, edge), {})
            yield (asked["method"], edge), Edge(params | more, enums, target)


def _name(told: ast.expr) -> str:
    return told.id if isinstance(told, ast.Name) else ""


def _enums(told: ast.Dict) -> dict[str, frozenset[str]]:
    found = {}
    for name, value in zip(told.keys, told.values, strict=True):
        assert name is not None
        if isinstance(value, ast.List):
            words = [str(word) for word in ast.literal_eval(value)]
        else:  # Comment.Filter.__dict__.values()
            owner, inner = ast.unparse(value).split(".")[:2]
            words = _constants(_inner(_class(owner).body, inner))
        found[str(ast.literal_eval(name))] = frozenset(word.casefold() for word in words)
    return found


#: Everything that was asked: class, method, edge, parameter.
ASKED: set[tuple[str, str, str, str]] = set()


# -- requests -------------------------------------------------------------------------------------


def request(name: str, method: str, edge: str, params: Mapping[str, str]) -> str:
    """Hold one request against the description; return the class of its answer.

    Words of a list of words may be written large or small: the pages of documentation and the
    package do not agree on it.
    """
    known = node(name).edges.get((method, edge))
    if known is None:
        raise Violation(f"{method} {name}/{edge} does not exist")
    for param, value in params.items():
        ASKED.add((name, method, edge, param))
        if param in ANY and param not in known.params:
            continue
        if param not in known.params and not (method == "GET" and param in {"since", "until"}):
            raise Violation(f"{method} {name}/{edge} knows no parameter {param}")
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
        raise Violation(f"{where}: {value!r} is no {kind}")


FIELD = re.compile(r"(\w+)((?:\.\w+\((?:[^()]*)\))*)(\{)?")


def fields(name: str, asked: str) -> None:
    """Hold a list of fields against a class, whatever is nested in it."""
    for field, modifiers, inner in split(asked):
        edge = node(name).edges.get(("GET", field))
        if field not in node(name).fields and edge is None:
            raise Violation(f"{name} has no field {field}")
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
            raise Violation(f"fields cannot be read: {asked[at:]!r}")
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
    raise Violation(f"fields are not closed: {asked!r}")


# -- answers --------------------------------------------------------------------------------------


def answer(name: str, told: Mapping[str, Any]) -> None:
    """Hold one object of an answer against its class: every name known, every value of its type."""
    known = node(name)
    for field, value in told.items():
        edge = known.edges.get(("GET", field))
        if field not in known.fields and edge is None:
            raise Violation(f"{name} has no field {field}")
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
        raise Violation(f"{where}: {value!r} is no {kind}")
    if isinstance(value, dict) and kind and (folder() / f"{kind.lower()}.py").is_file():
        answer(kind, value)
