"""Remember for the audit log where a request comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from ipaddress import ip_address

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
    """Return the address of the person's device; a proxy's word counts only when trusted, and where
    it is an address. "" where nobody knows it."""
    told = [str(request.META.get("REMOTE_ADDR", ""))]
    if settings.TRUST_PROXY:
        told.insert(0, request.headers.get("X-Forwarded-For", "").split(",")[-1].strip())
    return next(filter(None, map(_plain, told)), "")


@lru_cache(1024)
def _plain(told: str) -> str:
    """Return an address without the port and the zone that may stand beside it; "" for none."""
    host = told[1:].partition("]")[0] if told.startswith("[") else told
    host = host.partition(":")[0] if host.count(":") == 1 else host
    try:
        return str(ip_address(host.partition("%")[0]))
    except ValueError:
        return ""
