"""Whatever a program sends, it gets an answer that the description promises, and never a 500."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from hypothesis import HealthCheck, Phase
from hypothesis import settings as trying
from hypothesis.internal.conjecture import providers
from pytest_django import Settings
from schemathesis import GenerationMode, checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation.meta import CoveragePhaseData
from schemathesis.pytest.lazy import get_all_tests

from sinergi.conftest import person
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit
from sinergi.web.api.shapes import NO_NUL
from sinergi.web.wsgi import application
from tests.api.conftest import Json, Program, World, program_of
from tests.api.described import SCHEMA

#: What ``NO_NUL`` says, in other words.
NO_NUL_AT_ALL = r"^(?![\s\S]*\x00)"


def unfolded(told: Any) -> Any:
    """Return a description that says the same, and of which Schemathesis makes less work.

    It folds the longest that a text may be into its pattern. To understand that a class of
    characters comes up to 20,000 times takes a fifth of a second, for each of a hundred shapes;
    a pattern that repeats none is left as it is.
    """
    if isinstance(told, list):
        return [unfolded(one) for one in told]
    if not isinstance(told, dict):
        return told
    same = {name: unfolded(one) for name, one in told.items()}
    return same | {"pattern": NO_NUL_AT_ALL} if same.get("pattern") == NO_NUL else same


schema = schemathesis.openapi.from_dict(unfolded(SCHEMA))
schema.app = application
#: All methods that a path does not have end at one place.
schema.config.phases.coverage.unexpected_methods = {"patch"}

#: `make test` runs both. What is wrong is refused by a shape, before any row is looked for: SQLite
#: gets it, and what is made up beyond. The limits of what is right get as far as the database:
#: PostgreSQL, which is the stricter, gets those.
STRICTER = connection.vendor == "postgresql"
schema.config.phases.coverage.generation.modes = [
    GenerationMode.POSITIVE if STRICTER else GenerationMode.NEGATIVE
]

Case = schemathesis.Case[Any]

#: Where a request has the values of its parameters.
PARTS = {
    ParameterLocation.PATH: "path_parameters",
    ParameterLocation.QUERY: "query",
    ParameterLocation.HEADER: "headers",
}

#: What a description calls a part, which changes nothing of how it is looked at.
CALLED = {"name", "title", "description"}

#: How much of it there may be: looked at where it is of the right type.
LIMITS = {
    *("maxLength", "minLength", "pattern", "maximum", "minimum", "maxItems", "minItems"),
    *("exclusiveMaximum", "exclusiveMinimum", "default"),
}
WRONG_TYPE = "Incorrect type"

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
]


@pytest.fixture(autouse=True)
def _made_up_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is made up not hang on what this process has read before.

    Hypothesis takes one text of forty out of the sources it finds loaded, which differ from process
    to process; and asks for each of these thousands of texts whether a shape allows it.
    Schemathesis looks for Flask on the disk with each request.
    """
    nothing = providers.Constants()
    monkeypatch.setattr(providers, "_get_local_constants", lambda: nothing)
    monkeypatch.setitem(sys.modules, "flask", None)


@pytest.fixture
def kept_open() -> Iterator[None]:
    """Requests leave the test's transaction alone, as those of Django's own test client do."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def anybody(tree: dict[str, Unit], settings: Settings) -> Program:
    """Somebody who may do everything, everywhere, as fast as they like."""
    settings.API_RATE = 1_000_000
    dewi = person("dewi", "Dewi", tree["regency"], Role.COORDINATOR)
    since = date(2026, 1, 2)
    units.appoint(None, user=dewi, unit=tree["regency"], role=Role.AUDITOR, valid_from=since)
    return program_of(dewi)


EVERY = [f"{m.upper()} {path}" for path, methods in SCHEMA["paths"].items() for m in methods]
TRYING = trying(
    max_examples=3,
    phases=[Phase.explicit] if STRICTER else [Phase.explicit, Phase.generate],
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("endpoint", EVERY)
def test_every_request_is_answered_as_described(
    endpoint: str, world: World, anybody: Program, kept_open: None
) -> None:
    plays()[endpoint](world=world, anybody=anybody)


@cache
def plays() -> dict[str, Callable[..., None]]:
    """Return for each endpoint what makes up requests and asks them.

    Made when the first is played, by whoever plays it. ``schema.parametrize()`` makes them while
    tests are collected, in each process, and under names of which only one would be run.
    """
    schema.hook(first_of_its_kind())
    made = get_all_tests(schema=schema, test_func=ask, settings=TRYING, given_kwargs={})
    return {operation.label: play for operation, play in (one.ok() for one in made)}


def first_of_its_kind() -> Callable[[Any, Case], bool]:
    """Return what keeps, of all that is wrong alike, the first; and of each way in which a part of
    a body is wrong one for each endpoint.

    The description is made of the code that looks at requests: an id, a limit, a text that is
    described alike in a hundred endpoints, under whatever name, is looked at alike.

    Of what is right, whatever id an address has is aimed at the same thing (``aim``).
    """
    known: set[str] = set()

    def filter_case(context: Any, case: Case) -> bool:
        told = case.meta.phase.data if case.meta else None
        if not isinstance(told, CoveragePhaseData):
            return True
        if STRICTER:
            aimed = f"{case.operation.label} at what is there"
            new = told.parameter_location != ParameterLocation.PATH or aimed not in known
            known.add(aimed)
            return new
        described, value = wrong_part(case, told)
        if described is None:
            return True
        name, _, within = told.description.partition(": ")
        way = told.description.rpartition(": ")[2]
        looked_at = without(CALLED | LIMITS if way == WRONG_TYPE else CALLED, described)
        alike = repr((looked_at, way, within if " -> " in name else "", value))
        at_home = told.parameter_location not in PARTS
        here = f"{case.operation.label} {name.partition(' -> ')[0]}: {way}" if at_home else alike
        new = not {alike, here} <= known
        known.update({alike, here})
        return new

    return filter_case


def without(words: Collection[str], described: object) -> object:
    """Return what a description asks for, without what these words say of it."""
    if isinstance(described, list):
        return [without(words, one) for one in described]
    if not isinstance(described, dict):
        return described
    kept = {k: v for k, v in described.items() if k not in words or isinstance(v, dict)}
    return {key: without(words, one) for key, one in kept.items()}


def wrong_part(case: Case, told: CoveragePhaseData) -> tuple[object, object]:
    """Return what the description has of the part that is wrong, None if it is no single one; and
    the value.
    """
    endpoint: Json = SCHEMA["paths"][case.path].get(case.method.lower(), {})
    parameters = {one["name"]: one for one in endpoint.get("parameters", [])}
    content = endpoint.get("requestBody", {}).get("content", {})
    if part := PARTS.get(told.parameter_location or ParameterLocation.UNKNOWN):
        name, values = told.parameter or "", getattr(case, part) or {}
        if part == "headers" and name not in {*parameters, "Authorization"}:
            # One that no endpoint asks for, or a type of content: looked at before the endpoint.
            return (case.method, [*content], "Idempotency-Key" in parameters), told.description
        return parameters.get(name), values.get(name, "absent")
    shape = content.get("application/json", {}).get("schema", {}).get("$ref", "").split("/")[-1]
    name = told.description.partition(": ")[0].partition(" -> ")[0]
    if not isinstance(case.body, dict):
        return "no object", case.body
    properties = SCHEMA["components"]["schemas"].get(shape, {}).get("properties", {})
    return properties.get(name), case.body.get(name)


def ask(case: Case, world: World, anybody: Program) -> None:
    """Ask, and look at the answer; whether a token is needed, for some of each endpoint's."""
    aim(case, world)
    systematic = case.meta is not None and isinstance(case.meta.phase.data, CoveragePhaseData)
    looked_at = CHECKS if systematic else [*CHECKS, checks.ignored_auth]
    case.call_and_validate(headers={"Authorization": f"Bearer {anybody.token}"}, checks=looked_at)


def aim(case: Case, world: World) -> None:
    """Point ids that could be real at things that are there, so that requests get further."""
    if is_id(case.path_parameters.get("pk")):
        case.path_parameters["pk"] = world.id_of(case.path.split("/")[3])
    body = case.body if isinstance(case.body, dict) else {}
    if is_id(body.get("unit")):
        body["unit"] = world.account.unit_id
    if is_id(body.get("version")):
        body["version"] = world.post.version
    targets = body.get("targets")
    for target in targets if isinstance(targets, list) else []:
        if isinstance(target, dict) and is_id(target.get("account")):
            target["account"] = world.account.pk


def is_id(value: object) -> bool:
    """True for an id as the description has it, in a body or in an address."""
    return type(value) in {int, str} and re.fullmatch("[1-9][0-9]{0,17}", str(value)) is not None
