"""Swaps: asked by htmx, a page answers with its main part alone; the address bar follows.

Without JavaScript the same links and forms open whole pages. A page that has no menu (signed out,
or a question before something sensitive) is never swapped in: the browser is told to open it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from sinergi.people import returning

#: The part of a page that is swapped, by its id in the base.
MAIN = "main"


def is_swap(request: HttpRequest) -> bool:
    """True when only the main part of a page, or something in it, is asked for."""
    return bool(getattr(request, "htmx", None))


def is_main(request: HttpRequest) -> bool:
    """True when the whole main part of a page is asked for."""
    asked = getattr(request, "htmx", None)
    return asked is not None and bool(asked) and asked.target == MAIN


class SwapMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request"])
            if is_swap(request) and response.status_code == 200:
                _lead(request, response)
        return response


def _shown(asked: Any) -> str | None:
    """Return the address of the page that asks, where it is one of ours."""
    try:
        shown: str | None = asked.current_url_abs_path
    except ValueError:  # no address at all
        return None
    return shown


def _lead(request: HttpRequest, response: HttpResponseBase) -> None:
    """Tell which address the browser shows from now on."""
    there, asked = request.get_full_path(), request.htmx  # type: ignore[attr-defined]  # by its middleware
    whole = isinstance(response, HttpResponse) and response.content[:9].lower() == b"<!doctype"
    if whole:
        response["HX-Redirect"] = there if request.method == "GET" else returning.page_of(there)
    elif asked.target != MAIN:
        return  # a part that is looked at again
    elif request.method != "GET":
        response["HX-Push-Url"] = "false"  # a form with mistakes: its address takes forms alone
    elif _shown(asked) == there:
        response["HX-Replace-Url"] = there
    else:
        response["HX-Push-Url"] = there
