"""Rules that send conversations to the office in charge, with how often they were wrong."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from sinergi.inbox.routing import keeping
from sinergi.inbox.routing.forms import RuleForm
from sinergi.inbox.views.offices import offices
from sinergi.lib.text import No
from sinergi.lib.words import said
from sinergi.people.http import SignedIn


@login_required
@require_http_methods(["GET", "POST"])
def kept(request: SignedIn, pk: int | None = None) -> HttpResponse:
    """Show the rules of an office with their figures, and make one."""
    mine, office = offices(request.user, "conversation.route", pk)
    form = RuleForm(request.POST or None, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            keeping.add(request.user, office, keeping.Said(**form.cleaned_data))
        except No as e:
            form.add_error(None, said(e))
        else:
            messages.success(request, _("The rule holds from now on."))
            return redirect("inbox:routing-of", office.pk)
    context = {"office": office, "offices": mine, "form": form, "lines": keeping.lines(office)}
    return render(request, "inbox/routing.html", context)


@login_required
@require_POST
def switch(request: SignedIn, pk: int) -> HttpResponse:
    """Switch a rule off or on."""
    rule = keeping.rule_of(request.user, pk)
    keeping.switch(request.user, rule, on=request.POST.get("do") == "on")
    return redirect("inbox:routing-of", rule.unit_id)
