"""The practice network, served beside the product: a full pretend network for demo and training."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import httpx
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sinergi.connectors.sandbox import server

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

#: Where it is mounted.
PREFIX = "/jaringan-latihan"


@cache
def application() -> Wsgi:
    found: Wsgi = server.application(settings.HOME / "sandbox.sqlite3", seed=1)
    return found


def mounts() -> dict[str, httpx.BaseTransport]:
    """Return how connectors of this process reach the practice network: without a socket.

    Our own address is private in most installations, and refused like every private address.
    """
    if "sandbox" not in settings.NETWORKS:
        return {}
    return {settings.SITE_URL: httpx.WSGITransport(mounted, raise_app_exceptions=False)}


def mounted(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Serve the practice network below its prefix, and nothing else of this installation."""
    path = str(environ.get("PATH_INFO", ""))
    if not path.startswith(f"{PREFIX}/"):
        start("404 Not Found", [("Content-Length", "0")])
        return [b""]
    inner = {**environ, "SCRIPT_NAME": PREFIX, "PATH_INFO": path.removeprefix(PREFIX)}
    return application()(inner, start)


@csrf_exempt  # it has its own tokens and no sessions
def practice(request: HttpRequest, rest: str) -> HttpResponse:
    """Hand a request over to the pretend network. 404 where it is not enabled."""
    if "sandbox" not in settings.NETWORKS:
        raise Http404
    answer: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        answer[:] = [status, headers]

    environ = {
        **request.META,
        "SCRIPT_NAME": PREFIX,
        "PATH_INFO": f"/{rest}",
        "wsgi.input": request,
    }
    body = b"".join(application()(environ, start))
    status, headers = answer
    response = HttpResponse(body, status=int(status.split()[0]))
    for name, value in headers:
        response[name] = value
    return response
