"""Tokens, scopes, errors: what holds for every endpoint."""

from __future__ import annotations

import sys
from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from ninja import Schema
from pytest_django import DjangoAssertNumQueries, Settings

from sinergi.people import tokens
from sinergi.people.models import ApiToken, User
from sinergi.units.models import Unit
from sinergi.web import errors
from sinergi.web.api import pace
from tests.api.conftest import Program, program_of
from tests.api.described import PATHS

PROBLEM = "application/problem+json"


def test_without_a_token_nothing_is_answered(client: Client, ayu: User) -> None:
    for headers in ({}, {"Authorization": "Bearer sng_tidak-ada"}, {"Authorization": "Basic YTpi"}):
        answer = client.get("/api/v1/posts", headers=headers)
        assert answer.status_code == 401
        assert answer["Content-Type"] == PROBLEM
        assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_signed_in_browser_is_not_a_token(client: Client, ayu: User) -> None:
    client.force_login(ayu)
    assert client.get("/api/v1/posts").status_code == 401


def test_a_token_that_ended_is_no_token(ayu: User) -> None:
    program = program_of(ayu)
    assert program.get("/posts").status_code == 200
    tokens.revoke(None, ApiToken.objects.get())
    assert program.get("/posts").status_code == 401


def test_an_expired_token_is_no_token(ayu: User) -> None:
    program = program_of(ayu)
    ApiToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert program.get("/posts").status_code == 401


def test_a_token_of_somebody_who_left_is_no_token(ayu: User) -> None:
    program = program_of(ayu)
    User.objects.update(is_active=False)
    assert program.get("/posts").status_code == 401


def operations() -> list[tuple[str, str, str]]:
    """Return method, path and scope of every endpoint."""
    return [
        (method.upper(), path.replace("{pk}", "1"), told["security"][0]["Token"][0])
        for path, methods in PATHS.items()
        for method, told in methods.items()
    ]


@pytest.mark.parametrize(("method", "path", "scope"), operations())
def test_every_endpoint_asks_for_its_scope(method: str, path: str, scope: str, ayu: User) -> None:
    others = [known for known in tokens.SCOPES if known != scope]
    answer = program_of(ayu, others).ask(method, path)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:sinergi:problem:scope"
    assert scope in answer["WWW-Authenticate"]


def test_too_many_requests_are_told_to_wait(as_ayu: Program, settings: Settings) -> None:
    settings.API_RATE = 3
    pace.LOCAL.clear()
    statuses = [as_ayu.get("/posts").status_code for _ in range(5)]
    assert 429 in statuses
    answer = as_ayu.get("/posts")
    assert answer.status_code in {200, 429}  # a new minute may have begun
    if answer.status_code == 429:
        assert 0 < int(answer["Retry-After"]) <= 60
        assert answer["Content-Type"] == PROBLEM


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[1, 2",
        b"\xff\xfe\x00",
        '{"unit": ' + "9" * 5000 + "}",
        "[" * 100_000,
    ],
)
def test_what_is_not_json_is_refused(as_ayu: Program, body: object) -> None:
    answer = as_ayu.post("/posts", body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == PROBLEM


def test_a_form_that_cannot_be_taken_apart_is_refused(
    as_ayu: Program, tree: dict[str, Unit]
) -> None:
    headers = {"Authorization": f"Bearer {as_ayu.token}", "Idempotency-Key": "satu"}
    body = f'{{"unit": {tree["cibinong"].pk}, "text": "Halo"}}'
    asked = {"data": body, "content_type": "multipart/form-data", "headers": headers}
    answer = Client().post("/api/v1/posts", **asked)
    assert answer.status_code == 400
    assert answer["Content-Type"] == PROBLEM


def test_what_nobody_can_type_is_refused_in_an_address_too(as_ayu: Program) -> None:
    assert as_ayu.get("/conversations", topic="jalan\0").status_code == 422


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"unit": 10**30}, "/unit"),
        ({"unit": True}, "/unit"),
        ({"unit": 1.5}, "/unit"),
        ({"text": "a\0b"}, "/text"),
        ({"text": "\ud800"}, "/text"),
        ({"text": "a" * 20_001}, "/text"),
        ({"title": None}, "/title"),
        ({"targets": [{"account": -1}]}, "/targets/0/account"),
        ({"targets": [{"account": 1, "options": {"a\0": "b"}}]}, "/targets/0/options/a\0/[key]"),
        ({"lain": 1}, "/lain"),
    ],
)
def test_a_wrong_value_is_pointed_at(
    as_ayu: Program, tree: dict[str, Unit], wrong: dict[str, object], pointer: str
) -> None:
    answer = as_ayu.post("/posts", {"unit": tree["cibinong"].pk, "text": "Halo"} | wrong)
    assert answer.status_code == 422, answer.content
    told = answer.json()
    assert [item["pointer"] for item in told["errors"]] == [pointer]
    assert told["errors"][0]["place"] == "body"


@pytest.mark.parametrize(
    "due",
    ["besok", "2026-11-24", "2026-11-24T09:00:00", 1764000000, "9999-12-31T23:59:59-12:00",
     "0001-01-01T00:00:00+14:00", "2026-02-30T00:00:00Z"],
)  # fmt: skip
def test_a_moment_that_is_none_is_refused(as_budi: Program, due: object) -> None:
    answer = as_budi.post("/posts/1/reschedule", {"due": due})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/due"


@pytest.mark.parametrize(
    "path", ["/posts/0", "/posts/abc", "/posts/" + "9" * 19, "/posts/" + "9" * 5000, "/posts/-1"]
)
def test_an_id_that_is_none_is_refused(as_ayu: Program, path: str) -> None:
    assert as_ayu.get(path).status_code == 422


@pytest.mark.parametrize("path", ["/posts", "/units", "/accounts", "/deliveries", "/approvals"])
@pytest.mark.parametrize("cursor", ["!", "abc", "a\0b", "9" * 200, "é"])
def test_a_cursor_that_is_none_is_refused(as_ayu: Program, path: str, cursor: str) -> None:
    answer = as_ayu.get(path, cursor=cursor)
    assert answer.status_code == 422
    assert answer["Content-Type"] == PROBLEM


def test_a_slip_in_a_query_is_told(as_ayu: Program) -> None:
    answer = as_ayu.get("/posts", gruop="draft")
    assert answer.status_code == 422
    assert "gruop" in answer.json()["detail"]


def test_an_unknown_address_is_a_problem_too(as_ayu: Program) -> None:
    answer = as_ayu.get("/tidak/ada")
    assert answer.status_code == 404
    assert answer["Content-Type"] == PROBLEM


def test_a_wrong_method_is_a_problem_too(as_ayu: Program) -> None:
    answer = as_ayu.ask("DELETE", "/posts")
    assert answer.status_code == 405
    assert answer["Content-Type"] == PROBLEM
    assert set(answer["Allow"].split(", ")) == {"GET", "POST"}


def test_a_request_too_large_is_refused(as_ayu: Program) -> None:
    answer = as_ayu.post("/posts", {"text": "a" * 5_000_001})
    assert answer.status_code == 413
    assert answer["Content-Type"] == PROBLEM


def test_a_refusal_is_said_in_the_language_of_its_reader(
    ayu: User, tree: dict[str, Unit], pages: None
) -> None:
    told = {}
    for language in ("id", "en"):
        User.objects.filter(pk=ayu.pk).update(language=language)
        body = {"unit": tree["ciomas"].pk, "text": "Halo"}
        answer = program_of(ayu).post("/posts", body)
        told[language] = answer.json()["detail"]
        assert answer["Content-Language"] == language
    assert told["en"] == "You may not write for this office."
    assert told["id"] != told["en"]


def test_every_shape_has_a_name_of_its_own() -> None:
    """Ninja keeps one shape for each name: two of the same name would describe each other."""
    shapes: dict[str, set[type]] = {}
    for module in list(sys.modules.values()):
        if module.__name__.startswith("sinergi.web.api"):
            for thing in vars(module).values():
                if isinstance(thing, type) and issubclass(thing, Schema):
                    shapes.setdefault(thing.__name__, set()).add(thing)
    assert [name for name, found in shapes.items() if len(found) > 1] == []


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nowhere"])
def test_where_nothing_is_a_program_is_told_so_in_its_way(client: Client, address: str) -> None:
    for answer in (client.get(address), Client(enforce_csrf_checks=True).post(address)):
        assert answer.status_code == 404
        assert answer["Content-Type"] == "application/problem+json"
        assert "/api/v1/openapi.json" in answer.json()["detail"]


def test_the_description_is_openapi_3_1_and_open_to_read(client: Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1.")
    assert told["components"]["securitySchemes"]["Token"]["scheme"] == "bearer"


def test_a_page_of_posts_costs_the_same_queries_however_long_it_is(
    as_ayu: Program,
    tree: dict[str, Unit],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(5):
        as_ayu.post("/posts", {"unit": tree["cibinong"].pk, "text": "Halo"})
    with django_assert_max_num_queries(5):
        as_ayu.get("/posts")


def test_even_our_own_mistake_is_a_problem(rf: RequestFactory) -> None:
    answer = errors.fault(rf.get("/api/v1/posts"))
    assert answer.status_code == 500
    assert answer["Content-Type"] == PROBLEM
