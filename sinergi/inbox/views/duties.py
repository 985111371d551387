"""The roster of an office: who is called at any hour when a life may be in danger."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox import duties
from sinergi.inbox.deadline_forms import DutyForm
from sinergi.inbox.deadlines import sheet
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn
from sinergi.units import queries as units

ARRANGE = "conversation.assign"


@login_required
@require_http_methods(["GET", "POST"])
def roster(request: SignedIn, unit: int | None = None) -> HttpResponse:
    """Show who is and will be on duty, and add a line."""
    office, now = sheet.office_for(request.user, unit), timezone.now()
    may = units.may(request.user, ARRANGE, office.pk)
    form = DutyForm(office, request.POST or None)
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        if form.is_valid():
            try:
                duties.add(request.user, office, **form.cleaned_data)
            except No as e:
                form.add_error(None, said(e))
            else:
                messages.success(request, _("On the roster."))
                return redirect("inbox:office-duties", office.pk)
    context = {
        "office": office,
        "offices": sheet.others(request.user, office, request.GET.get("q", "")),
        "rows": [(row, row.since <= now) for row in duties.roster(office, now)],
        "called": duties.on_duty(office.pk, now),
        "form": form,
        "may_arrange": may,
    }
    return render(request, "inbox/duties.html", context)


@login_required
@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """Take a line off the roster."""
    found = duties.duty_for(request.user, pk)
    unit = found.unit_id
    duties.remove(request.user, found)
    messages.success(request, _("Taken off the roster."))
    return redirect("inbox:office-duties", unit)
