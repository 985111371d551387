"""The root of /api/v1/: its rooms, its description, and what holds for every endpoint."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.renderers import BaseRenderer
from pydantic_core import to_json

from sinergi.lib.text import say
from sinergi.web.api import (
    absences,
    accounts,
    answering,
    answers,
    approvals,
    approving,
    audit,
    calendar,
    campaigns,
    cases,
    checks,
    citizens,
    claims,
    conversations,
    correcting,
    deadlines,
    deliveries,
    description,
    desk,
    desk_figures,
    desk_rules,
    duties,
    figures,
    handing,
    holds,
    ideas,
    idempotency,
    inbox_lists,
    incidents,
    keeping,
    library,
    media,
    moderating,
    phases,
    policies,
    posts,
    problems,
    proposals,
    remarks,
    revealing,
    thread,
    units,
    warnings,
)
from sinergi.web.api.shapes import Parameters
from sinergi.web.api.sharing import Description

ROOMS = (
    posts,
    ideas,
    warnings,
    checks,
    media,
    library,
    approvals,
    approving,
    remarks,
    policies,
    absences,
    holds,
    calendar,
    campaigns,
    deliveries,
    correcting,
    conversations,
    thread,
    revealing,
    inbox_lists,
    moderating,
    desk,
    answering,
    proposals,
    cases,
    claims,
    handing,
    desk_figures,
    desk_rules,
    keeping,
    incidents,
    citizens,
    answers,
    deadlines,
    duties,
    accounts,
    figures,
    units,
    phases,
    audit,
)


def known_only(view: Callable[..., Any]) -> Callable[..., Any]:
    """Refuse a query parameter that the view does not have: a slip must not widen a list."""

    @wraps(view)
    def checked(request: HttpRequest, **values: Any) -> Any:
        several = [value for value in values.values() if isinstance(value, Parameters)]
        known = {*values, *(name for one in several for name in type(one).model_fields)}
        unknown = sorted(set(request.GET) - known)
        if unknown:
            told = say("There is no query parameter {name}.")
            raise problems.Refused("invalid", told, name=unknown[0])
        return view(request, **values)

    return checked


def nowhere() -> Http404:
    return Http404(gettext("There is no such address. See /api/v1/openapi.json."))


#: Answers wherever nobody else does; the last in line.
elsewhere = Router()


@elsewhere.api_operation(
    ["GET", "POST", "PUT", "PATCH", "DELETE"], "/{path:rest}", include_in_schema=False
)
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    raise nowhere()


class Renderer(BaseRenderer):
    """Times in UTC with all their digits, the same on the first answer and on its repetition."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return to_json(data)


class Api(NinjaAPI):
    """Ninja's, with our description of errors, scopes and repeated requests."""

    def _get_urls(self) -> list[URLResolver | URLPattern]:
        found = super()._get_urls()
        for pattern in found:
            if isinstance(pattern, URLPattern):
                home = pattern.name == "api-root"
                pattern.callback = problems.spoken(self._home if home else pattern.callback)
        return found

    @method_decorator(csrf_exempt)
    def _home(self, request: HttpRequest) -> HttpResponse:
        return self.on_exception(request, nowhere())

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        return description.completed(Description(self, prefix))


api = Api(
    title="Sinergi",
    version="1",
    description=description.TEXT,
    urls_namespace="api",
    docs_url=None,
    renderer=Renderer(),
)
problems.install(api)
api.add_decorator(known_only, mode="operation")
api.add_decorator(idempotency.honoured, mode="operation")
for router in (*(room.router for room in ROOMS), elsewhere):
    api.add_router("", router)
