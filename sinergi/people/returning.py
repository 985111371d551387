"""What was typed outlives the session in which it was typed.

A form that is sent after the session has ended does nothing and leads to the sign-in page. From
there one comes back to the page the form stands on (its own address may take forms alone), and that
page has the words again (``unsent``). Only what is written for others is kept, never a password or
a key. Browsers with JavaScript also keep drafts of their own, until the cookie ``sent`` tells them
that the form was taken.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from types import FunctionType
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from sinergi.lib.text import say
from sinergi.people import unsent

#: At most so many characters are kept.
MOST = 60_000

#: What a page says that has filled them in again.
AGAIN = say("You were signed out before this was sent. Look at it once more, then send it.")

#: The fields that hold words for others.
WORDS = re.compile(
    r"(?:note-)?text|title|note|(?:state-)?reason|told|outcome|(?:own|alt|part)-[\w-]{1,40}"
)
DRAFT = re.compile(r"[\w-]{1,80}")


class ReturningMiddleware:
    """Lead whoever was signed out back to the page of their form; tell drafts what was taken."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        unsent.remember(request, response)
        if request.method != "POST" or response.status_code not in {302, 303}:
            return response
        draft = request.POST.get("draft", "")
        if _asks_to_sign_in(response):
            page = page_of(request.path)
            unsent.keep(request, response, page, words_of(request))
            response["Location"] = f"{reverse('account_login')}?{urlencode({'next': page})}"
        elif DRAFT.fullmatch(draft):
            response.set_cookie("sent", draft, max_age=120, samesite="Lax", secure=settings.HTTPS)
        return response


def page_of(path: str) -> str:
    """Return the nearest address at or above this one that shows a page when it is opened."""
    while path.strip("/"):
        if _shows(path):
            return path
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return "/"


def words_of(request: HttpRequest) -> dict[str, str]:
    """Return the words for others that a form brought, by field; none where they are too many."""
    words = {n: str(v) for n, v in request.POST.items() if WORDS.fullmatch(n) and str(v).strip()}
    return words if sum(map(len, words.values())) <= MOST else {}


def _asks_to_sign_in(response: HttpResponseBase) -> bool:
    to = urlsplit(response.headers.get("Location", ""))
    return to.path == reverse("account_login") and "next=" in to.query


def _shows(path: str) -> bool:
    try:
        view: Any = resolve(path).func
    except Resolver404:
        return False
    # Decorators that limit the methods keep them to themselves, each around the next.
    while isinstance(view, FunctionType):
        asked = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if asked is not None and "GET" not in asked:
            return False
        view = getattr(view, "__wrapped__", None)
    return True
