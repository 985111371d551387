"""Remember for the audit log where a request comes from."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from sinergi.audit.where import Where, coming_from


class WhereMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        door = "api" if request.path.startswith("/api/") else "web"
        device = request.headers.get("User-Agent", "")[:200]
        with coming_from(Where(door, address_of(request), device)):
            return self.get_response(request)


def address_of(request: HttpRequest) -> str:
    """Return the address of the person's device; a proxy's word counts only when trusted."""
    if settings.TRUST_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
        if forwarded:
            return forwarded[:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]
