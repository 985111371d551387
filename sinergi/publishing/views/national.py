"""National days: the list with what each rests on; whoever keeps the top office changes it."""

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
from sinergi.publishing.calendars import keeping_days, national, scopes
from sinergi.publishing.calendars.forms import NationalDayForm
from sinergi.units import queries as units


@login_required
@require_http_methods(["GET", "POST"])
def days(request: SignedIn) -> HttpResponse:
    if not units.may_anywhere(request.user, "post.see"):
        raise PermissionDenied
    top = keeping_days.top_for(request.user)
    if request.method == "POST" and top is None:
        raise PermissionDenied
    form = NationalDayForm(request.POST or None)
    if top is not None and form.is_bound and form.is_valid():
        try:
            keeping_days.keep(request.user, top, **form.cleaned_data)
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("It is on the calendar."))
            return redirect("content:national-days")
    context = {
        "form": form if top else None,
        "rows": national.listed(top or scopes.read(request.user, "", "").unit),
    }
    return render(request, "publishing/national_days.html", context)


@login_required
@require_POST
def change(request: SignedIn) -> HttpResponse:
    """Mark a day no more, or again."""
    top = keeping_days.top_for(request.user)
    if top is None:
        raise PermissionDenied
    act = keeping_days.bring_back if request.POST.get("do") == "back" else keeping_days.drop
    try:
        act(request.user, top, request.POST.get("key", ""))
    except No as e:
        messages.error(request, said(e))
    else:
        messages.success(request, _("Saved."))
    return redirect("content:national-days")
