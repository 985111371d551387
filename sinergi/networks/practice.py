"""The practice network, served beside the product: a full pretend network for demo and training.

It stands at the address of the installation, which may change: another port, a name of its own, a
copy restored elsewhere. Its accounts are therefore stored without that address, and get the one of
today whenever they are opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from sinergi.connectors.sandbox import server

#: Where it is mounted.
PREFIX = "/jaringan-latihan"

#: What may be its address, of today or of earlier days.
OURS_ONCE = re.compile(rf"(https?://[^/\s]+)?{PREFIX}")


@cache
def application() -> server.Application:
    zone = ZoneInfo(settings.TIME_ZONE)
    return server.application(settings.HOME / "sandbox.sqlite3", seed=1, zone=zone)


@contextmanager
def still() -> Iterator[None]:
    """Let its citizens wait: what is made meanwhile is the same however long it takes."""
    application().still = True
    try:
        yield
    finally:
        application().still = False


def address() -> str:
    """Return where this installation's practice network is now, for people and connectors."""
    return f"{settings.SITE_URL}{PREFIX}"


def stored(credentials: Mapping[str, str]) -> dict[str, str]:
    """Return credentials as they are kept: ours without the address that may change."""
    return {**credentials, "server": PREFIX} if ours(credentials) else dict(credentials)


def opened(credentials: Mapping[str, str]) -> dict[str, str]:
    """Return credentials as a connector needs them: ours with the address of today."""
    return {**credentials, "server": address()} if ours(credentials) else dict(credentials)


def ours(credentials: Mapping[str, str]) -> bool:
    """True for an account of this installation's own practice network.

    Those stored with an address that was ours once are known by their token: no other practice
    network has given it.
    """
    place = credentials.get("server", "").strip().rstrip("/")
    if not OURS_ONCE.fullmatch(place) or "sandbox" not in settings.NETWORKS:
        return False
    if place in {PREFIX, address()}:
        return True
    token = credentials.get("token", "")
    return bool(token) and application().store.account(token) is not None


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
