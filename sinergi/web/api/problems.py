"""Every refusal of the API, as RFC 9457 ``application/problem+json``: one place, one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field
from pydantic_core import to_json

from sinergi.lib.elsewhere import Elsewhere
from sinergi.lib.text import No, say
from sinergi.lib.words import said
from sinergi.networks.connecting import Later
from sinergi.publishing.rules import NotAllowed, Stale
from sinergi.web.api.wrong import why

MEDIA_TYPE = "application/problem+json"

#: What can go wrong: the end of ``type``, the status, the title.
KINDS: dict[str, tuple[int, str]] = {
    "malformed": (400, say("The request cannot be read")),
    "unauthenticated": (401, say("A valid token is needed")),
    "scope": (403, say("The token does not have this scope")),
    "forbidden": (403, say("This is not yours to do")),
    "not-found": (404, say("There is nothing here")),
    "method": (405, say("This address does not do that")),
    "stale": (409, say("Somebody saved a newer version")),
    "key-in-use": (409, say("A request with this Idempotency-Key is being worked on")),
    "too-large": (413, say("The request is too large")),
    "invalid": (422, say("Something in the request is wrong")),
    "refused": (422, say("A rule says no")),
    "key-reused": (422, say("This Idempotency-Key belongs to another request")),
    "too-many": (429, say("Too many requests")),
    "unavailable": (503, say("The network cannot be reached now")),
    "fault": (500, say("Something went wrong on our side")),
}
OUR_FAULT = say("The log of the web server says more. Send it again with the same Idempotency-Key.")
NOT_YOURS = say("Your role does not include this.")
TYPE = "urn:sinergi:problem:"


class Wrong(Schema):
    """One wrong value: where it stands (a JSON pointer into ``place``) and why."""

    place: str = Field(examples=["body"])
    pointer: str = Field(examples=["/targets/0/account"])
    detail: str


class Problem(Schema):
    """What went wrong. ``type`` is for programs, ``detail`` for people, in their language."""

    type: str = Field(examples=[TYPE + "stale"])
    title: str
    status: int
    detail: str = ""
    errors: list[Wrong] = []
    version: int | None = Field(None, description="The newest version, where yours is stale.")


class Refused(Exception):
    """A refusal of the API itself: one of KINDS, and why, in English with ``{facts}``."""

    def __init__(
        self,
        kind: str,
        detail: str = "",
        headers: Mapping[str, str] | None = None,
        **facts: str | int,
    ) -> None:
        super().__init__((detail or KINDS[kind][1]).format(**facts))
        self.kind, self.detail, self.headers, self.facts = kind, detail, headers or {}, facts


def answer(
    kind: str, detail: str = "", *, headers: Mapping[str, str] | None = None, **more: Any
) -> HttpResponse:
    """Return a problem, its title in the reader's language. ``more``: errors, version."""
    status, title = KINDS[kind][0], gettext(KINDS[kind][1])
    body = {"type": TYPE + kind, "title": title, "status": status, "detail": detail or title}
    return HttpResponse(
        to_json(body | more), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {})
    )


def install(api: NinjaAPI) -> None:
    """Answer everything that people, rules and programs can do wrong with a problem."""
    handlers: dict[type[Exception], Any] = {
        Refused: _refused,
        AuthenticationError: lambda *_: unauthenticated(),
        Elsewhere: lambda _, e: answer(e.problem, f"{e.title}. {e.text}"),
        PermissionDenied: lambda *_: answer("forbidden", gettext(NOT_YOURS)),
        Http404: _not_found,
        NotAllowed: lambda _, e: answer("forbidden", said(e)),
        Stale: lambda _, e: answer("stale", said(e), version=e.version),
        No: lambda _, e: answer("refused", said(e)),
        Later: lambda _, e: answer("unavailable", said(e)),
        ValidationError: _invalid,
        HttpError: lambda *_: answer("malformed", gettext("The body is not JSON.")),
        RequestDataTooBig: lambda *_: answer("too-large"),
        SuspiciousOperation: lambda *_: answer("malformed"),
        MultiPartParserError: lambda *_: answer("malformed"),
    }
    for error, handler in handlers.items():
        api.add_exception_handler(error, handler)


def spoken(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make ninja's bare 405 a problem like the others."""

    @wraps(view)
    def speaking(request: HttpRequest, **way: Any) -> HttpResponseBase:
        found = view(request, **way)
        if isinstance(found, HttpResponseNotAllowed):
            return answer("method", headers={"Allow": found["Allow"]})
        return found

    return speaking


def unauthenticated() -> HttpResponse:
    return answer(
        "unauthenticated",
        gettext("Send a valid token: Authorization: Bearer sng_…"),
        headers={"WWW-Authenticate": 'Bearer realm="sinergi"'},
    )


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    named = str(error.args[0]) if error.args and isinstance(error.args[0], str) else ""
    return answer("not-found", named or gettext("It does not exist, or it is not visible to you."))


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    detail = gettext(error.detail).format(**error.facts) if error.detail else ""
    return answer(error.kind, detail, headers=error.headers)


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [_wrong(item) for item in error.errors]
    first = errors[0]
    where = first["pointer"].strip("/") or first["place"]
    return answer("invalid", f"{where}: {first['detail']}", errors=errors)


def _wrong(item: dict[str, Any]) -> dict[str, str]:
    # ninja names the place, then the argument of the view, then the way into the body.
    place, *way = item["loc"]
    inside = way[1:] if place == "body" else way
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in inside)
    return {"place": str(place), "pointer": pointer, "detail": why(item)}
