"""The registry: what is known of each official account, what is risky, and when it was checked."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from sinergi.networks import queries, registry
from sinergi.networks.record_forms import RecordForm
from sinergi.people.http import SignedIn
from sinergi.units import queries as units


@login_required
@require_GET
def records(request: SignedIn) -> HttpResponse:
    """All accounts one sees, the riskiest first."""
    if not units.may_anywhere(request.user, "account.see"):
        raise PermissionDenied
    rows = registry.standings(request.user, now=timezone.now())
    context = {
        "rows": [(row, queries.about(row.account.network)) for row in rows],
        "risky": sum(bool(row.risks) for row in rows),
        "due": sum(row.due for row in rows),
    }
    return render(request, "networks/records.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def record(request: SignedIn, pk: int) -> HttpResponse:
    """One account's record; saving it says that somebody looked."""
    found = queries.account_for(request.user, pk)
    form = RecordForm(request.POST or None, instance=registry.record_of(found))
    if request.method == "POST":
        queries.account_for(request.user, pk, may="account.record")
        if form.is_valid():
            registry.keep(request.user, found, form.save(commit=False))
            messages.success(request, _("Saved, and checked today."))
            return redirect("networks:records")
    context = {
        "account": found,
        "standing": registry.standing(found, now=timezone.now()),
        "form": form,
        "may_record": units.may(request.user, "account.record", found.unit_id),
    }
    return render(request, "networks/record.html", context)
