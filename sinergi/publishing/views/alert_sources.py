"""Where warnings are read, and the borders they are held against."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.alerts import borders, queries
from sinergi.publishing.alerts import sources as acts
from sinergi.publishing.alerts.forms import BordersForm, SourceForm
from sinergi.publishing.models import AlertSource
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_GET
def sources(request: SignedIn) -> HttpResponse:
    first = queries.keepable(request.user).first()
    if first is None:
        raise PermissionDenied
    known, districts = queries.bordered(first)
    context = {
        "rows": [(row, _problem(row)) for row in queries.sources_for(request.user)],
        "office": first,
        "bordered": known,
        "districts": districts,
        "form": BordersForm(queries.keepable(request.user)),
    }
    return render(request, "publishing/alert_sources.html", context)


@login_required
@require_POST
def official(request: SignedIn, unit: int) -> HttpResponse:
    """Add the official addresses that are known, switched off."""
    office = units.unit_for(request.user, unit, may="alert.keep")
    added = acts.add_official(request.user, office)
    words = ngettext("%(num)s source added.", "%(num)s sources added.", added) % {"num": added}
    messages.success(request, f"{words} {_('Each is off until you turn it on.')}")
    return redirect("content:alert-sources")


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn, unit: int) -> HttpResponse:
    return _edit(request, units.unit_for(request.user, unit, may="alert.keep"), None)


@login_required
@require_http_methods(["GET", "POST"])
def source(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.source_for(request.user, pk)
    return _edit(request, found.unit, found)


@login_required
@require_POST
def turn(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.source_for(request.user, pk)
    try:
        acts.turn(request.user, found, on=request.POST.get("do") == "on")
    except No as e:
        messages.error(request, said(e))
    return redirect("content:alert-sources")


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    acts.drop(request.user, queries.source_for(request.user, pk))
    messages.success(request, _("Removed. What it told is kept."))
    return redirect("content:alert-sources")


@login_required
@require_http_methods(["GET", "POST"])
def bring_borders(request: SignedIn) -> HttpResponse:
    """Bring borders of districts in from a file."""
    offices = queries.keepable(request.user)
    if not offices.exists():
        raise PermissionDenied
    form = BordersForm(offices, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, unit = form.cleaned_data["file"], form.cleaned_data["unit"]
        try:
            brought = borders.bring(request.user, unit, file.read(), now=timezone.now())
        except No as e:
            form.add_error("file", said(e))
        else:
            messages.success(request, _brought(brought))
            return redirect("content:alert-sources")
    return render(request, "publishing/alert_borders.html", {"form": form})


def _edit(request: SignedIn, unit: Unit, found: AlertSource | None) -> HttpResponse:
    form = SourceForm(unit, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.save(request.user, unit, source=found, **form.says())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:alert-sources")
    context = {"form": form, "source": found, "office": unit}
    return render(request, "publishing/alert_source.html", context)


def _problem(row: AlertSource) -> str:
    told = row.problem
    return _(told["message"]).format(**told.get("facts", {})) if told else ""


def _brought(found: borders.Brought) -> str:
    words = ngettext(
        "Borders of %(num)s office kept.", "Borders of %(num)s offices kept.", found.kept
    )
    told = words % {"num": found.kept}
    if found.unknown:
        codes = ", ".join(found.unknown[:5])
        told += " " + _("No office here has these codes: %(codes)s") % {"codes": codes}
    return told
