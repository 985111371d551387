"""The log of an office and of those under it, for those who may read it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sinergi.people.http import SignedIn
from sinergi.units import logged, queries


@login_required
@require_GET
def log(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.unit_for(request.user, pk, may="audit.see")
    before = request.GET.get("before", "")
    if before and not queries.is_id(before):
        raise Http404
    acts, older = logged.page(request.user, found, before=int(before or 0))
    context = {"unit": found, "acts": acts, "older": older, "before": before}
    return render(request, "units/log.html", context)
