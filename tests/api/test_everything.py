"""Whatever a program sends, it gets an answer that the description promises, and never a 500."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
from schemathesis import checks
from schemathesis.pytest.lazy import get_all_tests

from sinergi.conftest import person
from sinergi.units import actions as units
from sinergi.units.models import Role, Unit
from sinergi.web.api.shapes import NO_NUL
from sinergi.web.wsgi import application
from tests.api.conftest import Program, World, program_of
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

Case = schemathesis.Case[Any]

CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.ignored_auth,
]


@pytest.fixture(autouse=True)
def _made_up_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is made up not hang on what this process has read before.

    Hypothesis takes one text of forty out of the sources it finds loaded, which differ from process
    to process; and asks for each of these thousands of texts whether a shape allows it.
    """
    nothing = providers.Constants()
    monkeypatch.setattr(providers, "_get_local_constants", lambda: nothing)


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
#: Each takes half the time, and `make test` runs both: PostgreSQL, which is the stricter, gets the
#: limits, kinds and absence of each parameter, SQLite what is made up beyond that.
PHASES = [Phase.explicit] if connection.vendor == "postgresql" else [Phase.generate]
TRYING = trying(
    max_examples=6,
    phases=PHASES,
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
    made = get_all_tests(schema=schema, test_func=ask, settings=TRYING, given_kwargs={})
    return {operation.label: play for operation, play in (one.ok() for one in made)}


def ask(case: Case, world: World, anybody: Program) -> None:
    aim(case, world)
    case.call_and_validate(headers={"Authorization": f"Bearer {anybody.token}"}, checks=CHECKS)


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
