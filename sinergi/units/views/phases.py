"""Phases of an election: everybody sees which hold; who may says when they begin and end."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import phases, queries
from sinergi.units.phase_forms import PhaseForm
from sinergi.units.views.answering import Words, answer

KEEP = "election.keep"


@login_required
@require_GET
def listed(request: SignedIn, pk: int) -> HttpResponse:
    """Show the phases that hold for an office, those to come, and those that are over."""
    found, today = queries.unit_for(request.user, pk), timezone.localdate()
    context = {
        "unit": found,
        "coming": phases.coming(found, today),
        "past": phases.past(found, today),
        "may_keep": queries.may(request.user, KEEP, found.pk),
        "today": today,
    }
    return render(request, "units/phases.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def add(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may=KEEP)
    form = PhaseForm(request.POST or None)
    back = reverse("units:phases", args=[found.pk])
    words = _words(_("Add a phase"), _("The phase is written down."))
    return answer(request, found, form, words, lambda v: phases.add(request.user, found, **v), back)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.phase_for(request.user, pk)
    known = {name: getattr(found, name) for name in ("name", "since", "until", "basis")}
    form = PhaseForm(request.POST or None, initial=known)
    back = reverse("units:phases", args=[found.unit_id])
    words = _words(_("Change a phase"), _("The phase is changed."))
    return answer(
        request, found.unit, form, words, lambda v: phases.change(request.user, found, **v), back
    )


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.phase_for(request.user, pk)
    try:
        phases.end(request.user, found)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("The phase is ended."))
    return redirect("units:phases", found.unit_id)


def _words(title: str, done: str) -> Words:
    lead = _(
        "It holds here and in the offices below. While it holds, what your rules tie to a phase "
        "of an election needs a second person."
    )
    return Words(title, _("Save"), done, lead)
