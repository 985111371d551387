"""Who must approve, and who signs while somebody is away."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing.bulk import labels
from sinergi.publishing.models import Absence
from sinergi.publishing.policies import away, keeping, shown
from sinergi.publishing.policy_forms import AbsenceForm, PolicyForm
from sinergi.units import finding
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_http_methods(["GET", "POST"])
def policies(request: SignedIn, unit: int | None = None) -> HttpResponse:
    office = _office(request, unit)
    form = PolicyForm(office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.keep(request.user, office, form.says())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved. It holds at once, also for what waits."))
            return redirect("content:policies-of", office.pk)
    context = {
        "office": office,
        "offices": _others(request, office),
        "rules": [shown.rule(row, office.pk) for row in keeping.policies_of(office)],
        "form": form,
        "labels": labels.known(office),
    }
    return render(request, "publishing/policies.html", context)


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    found = keeping.policy_for(request.user, pk)
    keeping.drop(request.user, found)
    messages.success(request, _("Taken out. What holds above holds again."))
    return redirect("content:policies-of", found.unit_id)


@login_required
@require_http_methods(["GET", "POST"])
def absences(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.approve"):
        raise PermissionDenied
    form = AbsenceForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            away.go_away(request.user, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved. The deputy signs on these days."))
            return redirect("content:absences")
    rows = [(row, away.may_arrange(request.user, row.user)) for row in _mine(request)]
    return render(request, "publishing/absences.html", {"rows": rows, "form": form})


@login_required
@require_POST
def come_back(request: SignedIn, pk: int) -> HttpResponse:
    away.come_back(request.user, away.absence_for(request.user, pk))
    messages.success(request, _("Taken out."))
    return redirect("content:absences")


def _mine(request: SignedIn) -> list[Absence]:
    return list(away.absences_for(request.user)[:100])


def _others(request: SignedIn, office: Unit) -> finding.Found:
    mine = units.units_where(request.user, "policy.keep").exclude(pk=office.pk)
    return finding.found(mine, request.GET.get("q", ""))


def _office(request: SignedIn, unit: int | None) -> Unit:
    """Return the office whose policies are shown: without a number the highest that is theirs."""
    if unit is not None:
        return units.unit_for(request.user, unit, may="policy.keep")
    first = units.units_where(request.user, "policy.keep").order_by("path").first()
    if first is None:
        raise PermissionDenied
    return first
