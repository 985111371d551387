"""Templates and snippets, and what the fields in them stand for."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.publishing import actions, filling, queries
from sinergi.publishing import wording as known
from sinergi.publishing.models import Wording
from sinergi.publishing.wording_forms import FieldsForm, WordingForm
from sinergi.units import finding
from sinergi.units import queries as units


@login_required
@require_GET
def wordings(request: SignedIn) -> HttpResponse:
    offices = queries.writable_units(request.user)
    if not offices.exists():
        raise PermissionDenied
    rows = known.wordings_for(request.user)
    mine = set(offices.filter(pk__in=rows.values("unit")).values_list("pk", flat=True))
    context = {
        "kinds": [
            (label, [(row, row.unit_id in mine) for row in rows if row.kind == kind])
            for kind, label in Wording.Kind.choices
        ],
        "offices": finding.found(offices, request.GET.get("q", "")),
    }
    return render(request, "publishing/wordings.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def wording(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Write a template or a snippet, or change one."""
    row = known.wording_for(request.user, pk) if pk else None
    first = model_to_dict(row) if row else {}
    if row is None and not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    form = WordingForm(request.user, row, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        unit = row.unit if row else form.cleaned_data.pop("unit")
        try:
            actions.keep_wording(request.user, unit, **form.cleaned_data, row=row)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:wordings")
    missing = _missing(row)
    return render(
        request, "publishing/wording.html", {"form": form, "row": row, "missing": missing}
    )


@login_required
@require_POST
def drop(request: SignedIn, pk: int) -> HttpResponse:
    row = known.wording_for(request.user, pk)
    actions.drop_wording(request.user, row)
    messages.success(request, _("Taken away. Posts that began with it keep their words."))
    return redirect("content:wordings")


@login_required
@require_http_methods(["GET", "POST"])
def fields(request: SignedIn, unit: int) -> HttpResponse:
    """What the fields in templates stand for in an office, and all under it."""
    office = units.unit_for(request.user, unit, may="post.write")
    form = FieldsForm(office, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_fields(request.user, office, form.values())
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("Saved."))
            return redirect("content:fields", office.pk)
    context = {"office": office, "form": form, "known": sorted(known.known(office).items())}
    return render(request, "publishing/fields.html", context)


def _missing(row: Wording | None) -> list[str]:
    """Return the fields of a template that its own office does not know."""
    if row is None:
        return []
    there = known.known(row.unit)
    words = f"{row.text}\n{row.comment}"
    return [name for name in filling.unfilled(words) if name not in there]
