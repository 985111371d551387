"""Expired answers that somebody wants to use once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sinergi.knowledge import actions, queries
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def releases(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "answer.verify"):
        raise PermissionDenied
    return render(request, "knowledge/releases.html", {"rows": queries.to_release(request.user)})


@login_required
@require_POST
def decide(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.release_for(request.user, pk)
    act = actions.grant if request.POST.get("do") == "grant" else actions.refuse
    try:
        act(request.user, found)
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Your colleague is told."))
    return redirect("knowledge:releases")
