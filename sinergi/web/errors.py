"""Pages that say what went wrong, what was kept, and what to do."""

from __future__ import annotations

import sys
from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinergi.lib.caching import NotStored
from sinergi.lib.elsewhere import Elsewhere
from sinergi.people import returning
from sinergi.web import swapping
from sinergi.web.api import problems

#: How SQLite and PostgreSQL say that they cannot write.
FULL = ("disk is full", "no space left", "readonly database", "read-only transaction")


def _page(request: HttpRequest, status: int, title: str, text: str, back: str = "") -> HttpResponse:
    """Draw a page with a link to ``back``, else to where this person starts."""
    context = {"title": title, "text": text, "back": back, "typed": _typed(request, status)}
    return render(request, "web/error.html", context, status=status)


def _typed(request: HttpRequest, status: int) -> list[str]:
    """Return the words of a form that was refused, to be copied from the page that says so: of one
    of ours, so that nobody else puts words on our pages, and nothing unread is read for this."""
    refused = request.method == "POST" and status in {403, 404}
    ours = getattr(request, "csrf_processing_done", False)  # the check of forms read it
    return list(returning.words_of(request).values()) if refused and ours else []


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    title = _("This request cannot be understood")
    text = _("Nothing was changed. Go back and try again.")
    if isinstance(exception, DisallowedHost):
        title = _("Sinergi is not known by this address")
        text = _(
            "Open it at the address you were given. "
            "Whoever runs it adds another name with the setting SINERGI_HOSTS."
        )
    if request.path.startswith("/api/"):
        return problems.answer("malformed", f"{title}. {text}")
    return _page(request, 400, title, text)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, Elsewhere):
        return _elsewhere(request, exception)
    return _page(
        request, 403, _("This is not yours to do"),
        _("Your role does not include this. Ask the coordinator of your office if it should."),
    )  # fmt: skip


def _elsewhere(request: HttpRequest, found: Elsewhere) -> HttpResponse:
    """Say where it is now, on a page with the menu: it is swapped in as what was asked for."""
    status = 404 if found.hidden else 403
    context = {"gone": found, "typed": _typed(request, status)}
    if swapping.is_main(request):
        status = 200
    return render(request, "web/elsewhere.html", context, status=status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 404, _("There is nothing here"),
        _("The address is wrong, or what was here is not visible to you."),
    )  # fmt: skip


class OnlyFormsMiddleware:
    """Answer whoever opens an address that only takes forms with a page, not with nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = _page(
            request, 405, _("Nothing can be read at this address"),
            _("It only takes what a form sends. Nothing was done; the form stands on its page."),
            returning.page_of(request.path),
        )  # fmt: skip
        page["Allow"] = response["Allow"]
        return page


def fault(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.answer("fault", _(problems.OUR_FAULT))
    if _ran_out(sys.exception()):
        return _page(
            request, 500, _("Nothing can be stored just now"),
            _("What you had saved is kept, but nothing new was. Tell whoever runs Sinergi: the "
              "disk is full, or the database can only be read. Then go back and try again."),
        )  # fmt: skip
    return _page(
        request, 500, _("Something went wrong on our side"),
        _("What you had saved is kept. Go back and try again; "
          "if it happens again, tell the communications office."),
    )  # fmt: skip


def _ran_out(error: BaseException | None) -> bool:
    """True for what a database says that cannot store anything."""
    said = str(error).lower() if isinstance(error, DatabaseError) else ""
    return isinstance(error, NotStored) or any(words in said for words in FULL)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request, 403, _("This page was open for too long"),
        _("Nothing was sent. Go back: what you typed is still there. "
          "Reload the page before you send it, and allow cookies if it happens again."),
    )  # fmt: skip
