"""Offices from a CSV file: first checked, then brought in as a whole or not at all."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import imports, queries
from sinergi.units.forms import ImportForm
from sinergi.units.models import Unit

#: How long a checked file waits for the second step, in seconds.
WAITS = 3600

#: More problems than this are told by their number.
MOST = 200


@login_required
@require_http_methods(["GET", "POST"])
def import_units(request: SignedIn) -> HttpResponse:
    if not queries.may_anywhere(request.user, "unit.edit"):
        raise PermissionDenied
    if request.method == "POST" and request.POST.get("held"):
        return _bring_in(request, request.POST["held"])
    form = ImportForm(request.user, request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "report": None, "held": ""}
    if request.method == "POST" and form.is_valid():
        context |= _checked(request, form)
    return render(request, "units/import.html", context)


def _checked(request: SignedIn, form: ImportForm) -> dict[str, Any]:
    """Return what the file would do; where it is good, it is kept for the second step."""
    file, under = form.cleaned_data["file"], form.cleaned_data["under"]
    content: bytes = file.read()
    try:
        report = imports.import_content(
            request.user, content, name=file.name, dry_run=True, under=under
        )
    except imports.Unreadable as e:
        form.add_error("file", said(e))
        return {}
    held = ""
    if not report.problems and report.created + report.changed:
        held = secrets.token_urlsafe(16)
        kept = (content, file.name, under.pk if under else None)
        cache.set(_key(request, held), kept, WAITS)
    return {"report": report, "held": held, "name": file.name, **_problems(report)}


def _bring_in(request: SignedIn, held: str) -> HttpResponse:
    kept: tuple[bytes, str, int | None] | None = cache.get(_key(request, held))
    if kept is None:
        messages.error(
            request, _("Nothing was imported: the file is no longer here. Choose it again.")
        )
        return redirect("units:import")
    content, name, pk = kept
    under = Unit.objects.filter(pk=pk).first() if pk else None
    report = imports.import_content(request.user, content, name=name, dry_run=False, under=under)
    cache.delete(_key(request, held))
    if report.problems:
        form = ImportForm(request.user)
        context = {"form": form, "report": report, "held": "", "name": name, **_problems(report)}
        return render(request, "units/import.html", context)
    messages.success(
        request,
        _("Imported: %(created)s offices added, %(changed)s changed.")
        % {"created": report.created, "changed": report.changed},
    )
    return redirect("units:list")


def _problems(report: imports.Report) -> dict[str, Any]:
    shown = [(line, said(problem)) for line, problem in report.problems[:MOST]]
    return {"problems": shown, "more": max(0, len(report.problems) - MOST)}


def _key(request: SignedIn, held: str) -> str:
    return f"units.import.{request.user.pk}.{held[:40]}"
