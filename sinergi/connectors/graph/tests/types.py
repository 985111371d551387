"""Meta's own description of the Graph API, as data: the types in the PyPI package
``facebook-business``. Its source is parsed and never imported.

Every class under ``adobjects`` names its fields with their types; every method names the edge it
asks, its parameters with their types, and the class of the answer.
"""

from __future__ import annotations

import ast
import functools
import importlib.util
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

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
