"""Topics of the feeds an office reads."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sinergi.people.http import SignedIn
from sinergi.publishing import topics as ideas
from sinergi.units import queries as units


@login_required
@require_GET
def topics(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.write"):
        raise PermissionDenied
    context = {
        "rows": ideas.topics_for(request.user),
        "may_connect": units.may_anywhere(request.user, "account.connect"),
    }
    return render(request, "publishing/topics.html", context)
