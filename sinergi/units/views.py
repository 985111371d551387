"""The tree of offices, and each office's page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sinergi.people.http import SignedIn
from sinergi.units import queries

#: More than this on one page helps nobody: the search finds the rest.
MOST = 200


@login_required
@require_GET
def units(request: SignedIn) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    rows = queries.existing().order_by("path")
    if asked:
        rows = rows.filter(Q(name__icontains=asked) | Q(short__icontains=asked) | Q(code=asked))
    context = {
        "rows": rows[:MOST],
        "more": max(0, rows.count() - MOST),
        "asked": asked,
        "may_edit": queries.may_anywhere(request.user, "unit.edit"),
    }
    return render(request, "units/list.html", context)
