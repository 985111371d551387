"""The page on which the communications office switches rules of writing off, and blocks words."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.language.writing import RULES
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, switching
from sinergi.publishing.forms import BlockForm
from sinergi.units import finding
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_http_methods(["GET", "POST"])
def switches(request: SignedIn, unit: int | None = None) -> HttpResponse:
    office = _office(request, unit)
    if request.method == "POST":
        try:
            on = set(request.POST.getlist("on"))
            actions.switch(request.user, office, {rule.id for rule in RULES} - on)
        except No as e:
            messages.error(request, said(e))
        else:
            messages.success(request, _("Saved."))
        return redirect("content:switches-of", office.pk)
    return _switches(request, office, BlockForm())


@login_required
@require_POST
def block(request: SignedIn, unit: int) -> HttpResponse:
    office = _office(request, unit)
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _switches(request, office, form)
    try:
        actions.block(request.user, office, **form.cleaned_data)
    except No as e:
        form.add_error(None, said(e))
        return _switches(request, office, form)
    return redirect("content:switches-of", office.pk)


@login_required
@require_POST
def unblock(request: SignedIn, pk: int) -> HttpResponse:
    row = switching.blocked_for(request.user, pk)
    actions.unblock(request.user, row)
    return redirect("content:switches-of", row.unit_id)


def _switches(request: SignedIn, office: Unit, form: BlockForm) -> HttpResponse:
    others = units.units_where(request.user, "check.switch").exclude(pk=office.pk)
    context = {
        "office": office,
        "offices": finding.found(others, request.GET.get("q", "")),
        "switches": switching.switches(office),
        "blocked": switching.blocked_in(office),
        "form": form,
    }
    return render(request, "publishing/switches.html", context)


def _office(request: SignedIn, unit: int | None) -> Unit:
    """Return the office whose rules are shown: without a number the highest that is theirs."""
    if unit is not None:
        return units.unit_for(request.user, unit, may="check.switch")
    first = units.units_where(request.user, "check.switch").order_by("path").first()
    if first is None:
        raise PermissionDenied
    return first
