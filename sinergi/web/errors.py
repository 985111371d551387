"""Pages that say what went wrong, what was kept, and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sinergi.web.api import problems


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "web/error.html", {"title": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 400, _("This request cannot be understood"),
        _("Nothing was changed. Go back and try again."),
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 403, _("This is not yours to do"),
        _("You may see this, but your role does not include doing it. "
          "Ask the coordinator of your office if it should."),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request, 404, _("There is nothing here"),
        _("The address is wrong, or what was here is not visible to you."),
    )  # fmt: skip


def fault(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problems.answer("fault", problems.OUR_FAULT)
    return _page(
        request, 500, _("Something went wrong on our side"),
        _("What you had saved is kept. Go back and try again; "
          "if it happens again, tell the communications office."),
    )  # fmt: skip


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request, 403, _("This page was open for too long"),
        _("Nothing was sent. Go back: what you typed is still there. "
          "Reload the page before you send it, and allow cookies if it happens again."),
    )  # fmt: skip
