"""Figures from a file: choose it, say what its columns are, look, bring it in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.insights import actions, forms, metrics, queries, tasks
from sinergi.insights.imports import formats
from sinergi.insights.imports import table as tables
from sinergi.insights.models import Import
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.networks import queries as networks
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

#: So many problems and figures of a dry run are shown.
MOST = 100


@login_required
@require_http_methods(["GET", "POST"])
def bring(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    form = forms.BringForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = actions.bring(
                request.user, form.cleaned_data["account"], file.read(), name=file.name
            )
            return redirect("insights:import", found.pk)
        except No as e:
            form.add_error("file", said(e))
    context = {"form": form, "before": queries.imports_for(request.user)[:20]}
    return render(request, "insights/bring.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: SignedIn, pk: int) -> HttpResponse:
    """Map the columns of a file, look, and bring it in; or see what became of it."""
    found = queries.import_for(request.user, pk)
    if found.state != Import.State.OPEN:
        return render(request, "insights/import_done.html", _done(found))
    if request.method == "POST":
        match request.POST.get("do"):
            case "drop":
                actions.drop(found)
                messages.success(request, _("The file is forgotten. Nothing was imported."))
                return redirect("insights:bring")
            case "import":
                return _bring_in(request, found)
    return _mapping(request, found)


def _mapping(request: SignedIn, found: Import) -> HttpResponse:
    table = tables.kept(found.table)
    initial = forms.initial_for(request.user, found, table)
    form = forms.MappingForm(found, table, request.POST or None, initial=initial)
    context: dict[str, Any] = {"report": None}
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(found, **form.says())
            context |= _looked(found)
        except No as e:
            form.add_error(None, said(e))
    known = formats.recognised(table)
    context |= {"import": found, "form": form, "table": table, "format": known}
    context["card"] = networks.about(found.account.network)
    return render(request, "insights/import.html", context)


def _looked(found: Import) -> dict[str, Any]:
    """Return what bringing the file in would do."""
    report, card = actions.report(found, now=timezone.now()), networks.about(found.account.network)
    problems = report.found.problems
    return {
        "report": report,
        "problems": [(line, said(no)) for line, no in problems[:MOST]],
        "more": max(0, len(problems) - MOST),
        "examples": [(row, _(metrics.of(card, row.metric).label)) for row in report.plan.new[:10]],
    }


def _bring_in(request: SignedIn, found: Import) -> HttpResponse:
    large = len(found.table.get("rows", ())) > actions.IN_BACKGROUND
    if not actions.begin(found):
        return redirect("insights:import", found.pk)
    if large:
        tasks.bring_in.enqueue(found.pk)
        messages.success(request, _("The file is large: it is imported in the background."))
    else:
        actions.bring_in(found, now=timezone.now())
    return redirect("insights:import", found.pk)


def _done(found: Import) -> dict[str, Any]:
    problems = [(line, said(No(words, **facts))) for line, words, facts in found.problems]
    return {"import": found, "problems": problems}
