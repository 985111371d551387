"""What places are called in an office: names of its own, and those that corrections propose."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.understanding import forms, proposals
from sinergi.understanding.actions import places as actions
from sinergi.units import queries as units
from sinergi.units.models import Unit


@login_required
@require_http_methods(["GET", "POST"])
def names(request: SignedIn, unit: int) -> HttpResponse:
    """Show the names, and take one on or back."""
    office = units.unit_for(request.user, unit, may="language.train")
    known = proposals.places_of(office)
    form = forms.PlaceNameForm(request.POST or None, places=known)
    if request.method == "POST" and _done(request, office, form):
        return redirect("understanding:places", unit)
    context: dict[str, Any] = {
        "office": office,
        "form": form,
        "own": proposals.names_of(office, known),
        "may_label": units.may(request.user, "text.label", office.pk),
        "proposed": proposals.proposed_names(office, known),
    }
    return render(request, "understanding/places.html", context)


def _done(request: SignedIn, office: Unit, form: forms.PlaceNameForm) -> bool:
    """Do what was sent; False where something in the form is wrong."""
    gone = request.POST.get("drop", "")
    if gone:
        actions.drop_name(request.user, office, int(gone) if gone.isdecimal() else 0)
        messages.success(request, _("The name is gone. The newest texts are read anew."))
        return True
    if not form.is_valid():
        return False
    try:
        actions.add_name(request.user, office, **form.cleaned_data)
    except No as e:
        form.add_error("name", said(e))
        return False
    messages.success(request, _("Kept. The newest texts are read anew."))
    return True
